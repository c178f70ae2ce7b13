from django.urls import path

from cadres import difficulty_views as views

app_name = "difficulties"

urlpatterns = [
    path("", views.difficulties, name="difficulties"),
    path("new/", views.raise_difficulty, name="raise-difficulty"),
    path("<int:difficulty_id>/", views.difficulty, name="difficulty"),
    path("<int:difficulty_id>/claim/", views.claim_difficulty, name="claim-difficulty"),
    path("<int:difficulty_id>/answer/", views.answer_difficulty, name="answer-difficulty"),
    path("<int:difficulty_id>/confirm/", views.confirm_difficulty, name="confirm-difficulty"),
    path("<int:difficulty_id>/drop/", views.drop_difficulty, name="drop-difficulty"),
]
