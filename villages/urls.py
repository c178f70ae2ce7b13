from django.urls import path

from villages import sheet_views, views

app_name = "villages"

urlpatterns = [
    path("", views.visits, name="visits"),
    path("sheet/", sheet_views.enter_sheet, name="enter-sheet"),
    path("new/", views.pick_village, name="pick-village"),
    path("new/<str:village_id>/", views.record_visit, name="record-visit"),
    path("<int:visit_id>/", views.visit, name="visit"),
    path("<int:visit_id>/join/<int:into_id>/", views.join, name="join-visits"),
    path("<int:visit_id>/edit/", views.edit_visit, name="edit-visit"),
    path("<int:visit_id>/withdraw/", views.withdraw_visit, name="withdraw-visit"),
]
