from django.urls import path

from cadres import borrowing_views as views

app_name = "borrowings"

urlpatterns = [
    path("", views.borrowings, name="borrowings"),
    path("new/", views.record_borrowing, name="record-borrowing"),
    path("<int:borrowing_id>/", views.edit_borrowing, name="edit-borrowing"),
]
