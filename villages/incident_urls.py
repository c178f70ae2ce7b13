from django.urls import path

from villages import incident_views as views

app_name = "incidents"

urlpatterns = [
    path("", views.incidents, name="incidents"),
    path("new/<str:village_id>/", views.record_incident, name="record-incident"),
    path("<int:incident_id>/", views.edit_incident, name="edit-incident"),
]
