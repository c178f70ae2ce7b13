from django.urls import path

from villages import party_views as views

app_name = "party"

urlpatterns = [
    path("", views.activities, name="activities"),
    path("new/<str:village_id>/", views.record_activity, name="record-activity"),
    path("<int:activity_id>/", views.edit_activity, name="edit-activity"),
]
