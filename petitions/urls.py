from django.urls import path

from petitions import people_views, views

app_name = "petitions"

urlpatterns = [
    path("", views.matters, name="matters"),
    path("new/", views.pick_village, name="pick-village"),
    path("new/<str:village_id>/", views.record_matter, name="record-matter"),
    path("<int:matter_id>/", views.matter, name="matter"),
    path("<int:matter_id>/extend/", views.extend_matter, name="extend-matter"),
    path("<int:matter_id>/to/<slug:to>/", views.move_matter, name="move-matter"),
    path("people/<str:village_id>/", people_views.people, name="people"),
    path("people/<str:village_id>/member/", people_views.add_member, name="add-member"),
    path("people/<str:village_id>/household/", people_views.link_household, name="link-household"),
    path("members/<int:member_id>/", people_views.edit_member, name="edit-member"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/new/<str:village_id>/", views.record_review, name="record-review"),
    path("reviews/<int:review_id>/", views.review, name="review"),
    path("reviews/<int:review_id>/confirm/", views.confirm_review, name="confirm-review"),
]
