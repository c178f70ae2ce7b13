from django.urls import path

from petitions import meeting_views, move_views, people_views, review_views, views

app_name = "petitions"

urlpatterns = [
    path("", views.matters, name="matters"),
    path("new/", views.pick_village, name="pick-village"),
    path("new/<str:village_id>/", views.record_matter, name="record-matter"),
    path("similar/<str:village_id>/", views.similar_matters, name="similar"),
    path("<int:matter_id>/", views.matter, name="matter"),
    path("<int:matter_id>/answer/", move_views.answer_matter, name="answer-matter"),
    path("<int:matter_id>/receive/", move_views.receive_matter, name="receive-matter"),
    path("<int:matter_id>/pass-on/", move_views.pass_on_matter, name="pass-on-matter"),
    path("<int:matter_id>/deliberate/", meeting_views.deliberate, name="deliberate"),
    path("<int:matter_id>/transfer/", meeting_views.transfer_matter, name="transfer-matter"),
    path("transfers/<int:transfer_id>/", meeting_views.settle_transfer, name="settle-transfer"),
    path("<int:matter_id>/extend/", move_views.extend_matter, name="extend-matter"),
    path("<int:matter_id>/to/<slug:to>/", move_views.move_matter, name="move-matter"),
    path("deliberations/", meeting_views.deliberations, name="deliberations"),
    path(
        "deliberations/new/<str:village_id>/",
        meeting_views.record_deliberation,
        name="record-deliberation",
    ),
    path("deliberations/<int:deliberation_id>/", meeting_views.deliberation, name="deliberation"),
    path(
        "deliberations/<int:deliberation_id>/edit/",
        meeting_views.edit_deliberation,
        name="edit-deliberation",
    ),
    path("people/<str:village_id>/", people_views.people, name="people"),
    path("people/<str:village_id>/member/", people_views.add_member, name="add-member"),
    path("people/<str:village_id>/household/", people_views.link_household, name="link-household"),
    path("people/<str:village_id>/quiet/", people_views.quiet, name="quiet"),
    path("households/<int:household_id>/heard/", people_views.heard, name="heard"),
    path("members/<int:member_id>/", people_views.edit_member, name="edit-member"),
    path("reviews/", review_views.reviews, name="reviews"),
    path("reviews/new/<str:village_id>/", review_views.record_review, name="record-review"),
    path("reviews/<int:review_id>/", review_views.review, name="review"),
    path("reviews/<int:review_id>/edit/", review_views.edit_review, name="edit-review"),
    path("reviews/<int:review_id>/judged/", review_views.judge_matters, name="judge-matters"),
    path("reviews/<int:review_id>/confirm/", review_views.confirm_review, name="confirm-review"),
    path("reviews/<int:review_id>/publish/", review_views.publish_review, name="publish-review"),
]
