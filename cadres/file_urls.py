from django.urls import path

from cadres import file_views as views
from cadres.recall_views import open_recall, recall, record_recall, withdraw_recall
from cadres.term_views import terms

urlpatterns = [
    path("terms/", terms, name="terms"),
    path("corrections/new/", views.ask_correction, name="ask-correction"),
    path("corrections/<int:correction_id>/", views.correction, name="correction"),
    path(
        "corrections/<int:correction_id>/answer/",
        views.answer_correction,
        name="answer-correction",
    ),
    path("recalls/<int:recall_id>/", recall, name="recall"),
    path("recalls/<int:recall_id>/steps/", record_recall, name="record-recall"),
    path("recalls/<int:recall_id>/withdraw/", withdraw_recall, name="withdraw-recall"),
    path("<int:cadre_id>/recall/", open_recall, name="open-recall"),
    path("<int:cadre_id>/form/", views.appointment_form, name="appointment-form"),
    path("<int:cadre_id>/form/take/", views.take_form_over, name="take-form-over"),
    path("<int:cadre_id>/form/file/", views.send_form_out, name="send-form-out"),
]
