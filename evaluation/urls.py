from django.urls import path

from evaluation import views

app_name = "hints"

urlpatterns = [
    path("", views.hints, name="hints"),
    path("new/", views.write_hint, name="write-hint"),
    path("scheme/", views.scheme, name="scheme"),
    path("<int:hint_id>/", views.hint, name="hint"),
    path("<int:hint_id>/<str:to>/", views.move_hint, name="move-hint"),
]
