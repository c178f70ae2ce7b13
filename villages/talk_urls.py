from django.urls import path

from villages import talk_views as views

app_name = "talk"

urlpatterns = [
    path("", views.talk, name="talk"),
    path("of/<str:village_id>/", views.talk_of, name="talk-of"),
    path("rooms/new/<str:village_id>/", views.add_room, name="add-room"),
    path("rooms/<int:room_id>/", views.edit_room, name="edit-room"),
    path("groups/new/<str:village_id>/", views.add_group, name="add-group"),
    path("groups/<int:group_id>/", views.edit_group, name="edit-group"),
]
