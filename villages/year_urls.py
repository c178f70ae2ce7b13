from django.urls import path

from villages import year_views as views

app_name = "years"

urlpatterns = [
    path("", views.years, name="years"),
    path("of/<str:village_id>/", views.years_of, name="years-of"),
    path("new/<str:village_id>/", views.record_year, name="record-year"),
    path("same/<str:village_id>/", views.same_as_before, name="same-as-before"),
    path("<int:year_id>/", views.edit_year, name="edit-year"),
]
