from django.urls import path

from villages import plan_views as views

app_name = "plans"

urlpatterns = [
    path("", views.plans, name="plans"),
    path("new/<str:village_id>/", views.write_plan, name="write-plan"),
    path("<int:plan_id>/", views.plan, name="plan"),
    path("<int:plan_id>/edit/", views.edit_plan, name="edit-plan"),
    path("<int:plan_id>/progress/", views.report, name="report"),
    path("<int:plan_id>/tasks/new/", views.add_task, name="add-task"),
    path("tasks/<int:task_id>/", views.edit_task, name="edit-task"),
]
