from django.urls import path

from cadres import leave_views as views

app_name = "leave"

urlpatterns = [
    path("", views.leaves, name="leaves"),
    path("new/", views.ask_leave, name="ask-leave"),
    path("<int:leave_id>/", views.leave, name="leave"),
    path("<int:leave_id>/extend/", views.extend_leave, name="extend-leave"),
    path("<int:leave_id>/decide/", views.decide_leave, name="decide-leave"),
    path("<int:leave_id>/return/", views.note_return, name="note-return"),
    path("<int:leave_id>/withdraw/", views.withdraw_leave, name="withdraw-leave"),
]
