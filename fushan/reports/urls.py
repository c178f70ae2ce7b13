from django.urls import path

from fushan.reports import sheet_views, signin, views

urlpatterns = [
    path("password-slips/", views.password_slips, name="password-slips"),
    path("papers/", sheet_views.papers, name="papers"),
    path("papers/<slug:kind>/paper/", sheet_views.blank_paper, name="blank-paper"),
    path("training/sessions/<int:session_id>/paper/", signin.signin_paper, name="signin-paper"),
    path("villages/paper/", sheet_views.facts, name="facts-paper"),
    path("logs/week/paper/", views.weekly_paper, name="weekly-paper"),
    path("handovers/<int:handover_id>/paper/", views.handover_paper, name="handover-paper"),
]
