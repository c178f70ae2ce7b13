from django.urls import path

from villages import project_views as views
from villages.tilt_views import tilt

app_name = "projects"

urlpatterns = [
    path("", views.projects, name="projects"),
    path("tilt/", tilt, name="tilt"),
    path("new/<str:village_id>/", views.record_project, name="record-project"),
    path("<int:project_id>/", views.project, name="project"),
    path("<int:project_id>/edit/", views.edit_project, name="edit-project"),
    path("<int:project_id>/milestones/new/", views.add_milestone, name="add-milestone"),
    path("milestones/<int:milestone_id>/", views.edit_milestone, name="edit-milestone"),
    path("support/new/<str:village_id>/", views.record_support, name="record-support"),
    path("support/<int:support_id>/", views.edit_support, name="edit-support"),
    path("told/", views.publications, name="publications"),
    path("told/new/<str:village_id>/", views.publish, name="publish"),
    path("told/<int:publication_id>/", views.edit_publication, name="edit-publication"),
]
