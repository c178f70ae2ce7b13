from django.urls import path

from evaluation import appraisal_bulk_views as bulk
from evaluation import appraisal_views as views

app_name = "appraisals"

urlpatterns = [
    path("", views.appraisals, name="appraisals"),
    path("open/", views.open_appraisals, name="open"),
    path("overview/", bulk.overview, name="overview"),
    path("bands/", bulk.appraisal_bands, name="bands"),
    path("bands/<str:visible>/<str:potential>/", bulk.band, name="band"),
    path("rest/judge/", bulk.judge_rest, name="judge-rest"),
    path("rest/settle/", bulk.settle_rest, name="settle-rest"),
    path("<int:appraisal_id>/", views.appraisal, name="appraisal"),
    path("<int:appraisal_id>/parts/<int:component_id>/", views.part, name="part"),
    path("<int:appraisal_id>/judge/", views.judge, name="judge"),
    path("<int:appraisal_id>/reply/", views.reply, name="reply"),
    path("<int:appraisal_id>/appeal/", views.appeal, name="appeal"),
    path("<int:appraisal_id>/back/", views.back, name="back"),
    path("<int:appraisal_id>/decide/", views.decide, name="decide"),
    path("<int:appraisal_id>/close/", views.close_appraisal, name="close"),
]
