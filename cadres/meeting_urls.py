from django.urls import path

from cadres import meeting_views as views

app_name = "meetings"

urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("new/", views.record_meeting, name="record-meeting"),
    path("<int:meeting_id>/", views.meeting, name="meeting"),
    path("<int:meeting_id>/edit/", views.edit_meeting, name="edit-meeting"),
]
