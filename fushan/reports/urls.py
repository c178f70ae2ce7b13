from django.urls import path

from fushan.reports import views

urlpatterns = [
    path("password-slips/", views.password_slips, name="password-slips"),
    path("logs/week/paper/", views.weekly_paper, name="weekly-paper"),
    path("handovers/<int:handover_id>/paper/", views.handover_paper, name="handover-paper"),
]
