from django.urls import path

from cadres import file_views as views
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
    path("<int:cadre_id>/form/", views.appointment_form, name="appointment-form"),
    path("<int:cadre_id>/form/take/", views.take_form_over, name="take-form-over"),
    path("<int:cadre_id>/form/file/", views.send_form_out, name="send-form-out"),
]
