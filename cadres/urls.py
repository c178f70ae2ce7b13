from django.urls import path

from cadres import sheet_views, views

app_name = "cadres"

urlpatterns = [
    path("", views.logs, name="logs"),
    path("sheet/", sheet_views.enter_sheet, name="enter-sheet"),
    path("<int:log_id>/", views.log, name="log"),
    path("<int:log_id>/withdraw/", views.withdraw_log, name="withdraw-log"),
]
