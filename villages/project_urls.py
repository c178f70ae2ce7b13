from django.urls import path

from villages import project_views as views

app_name = "projects"

urlpatterns = [
    path("", views.projects, name="projects"),
    path("tilt/", views.tilt, name="tilt"),
    path("new/<str:village_id>/", views.record_project, name="record-project"),
    path("<int:project_id>/", views.project, name="project"),
    path("<int:project_id>/edit/", views.edit_project, name="edit-project"),
    path("support/new/<str:village_id>/", views.record_support, name="record-support"),
    path("support/<int:support_id>/", views.edit_support, name="edit-support"),
]
