from django.urls import path

from cadres import views

app_name = "cadres"

urlpatterns = [
    path("", views.logs, name="logs"),
    path("<int:log_id>/", views.log, name="log"),
    path("<int:log_id>/withdraw/", views.withdraw_log, name="withdraw-log"),
]
