from django.urls import path

from fushan.desk import views

urlpatterns = [path("suggestions/", views.suggestions, name="suggestions")]
