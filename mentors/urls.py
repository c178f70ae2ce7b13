from django.urls import path

from mentors import ceremony_views, pairing_views, views

app_name = "mentors"

urlpatterns = [
    path("", views.mentors, name="mentors"),
    path("new/", views.add_mentor, name="add-mentor"),
    path("ceremony/", ceremony_views.ceremony, name="ceremony"),
    path("ceremony/new/", ceremony_views.hold_ceremony, name="hold-ceremony"),
    path("<int:mentor_id>/", views.mentor, name="mentor"),
    path("<int:mentor_id>/edit/", views.edit_mentor, name="edit-mentor"),
    path("cadres/<int:cadre_id>/pair/", pairing_views.pair, name="pair"),
    path("pairings/<int:pairing_id>/", pairing_views.pairing, name="pairing"),
    path("pairings/<int:pairing_id>/end/", pairing_views.end_pairing, name="end-pairing"),
    path("pairings/<int:pairing_id>/note/", pairing_views.record_note, name="record-note"),
    path("pairings/<int:pairing_id>/word/", pairing_views.write_word, name="write-word"),
    path("notes/<int:note_id>/", pairing_views.edit_note, name="edit-note"),
]
