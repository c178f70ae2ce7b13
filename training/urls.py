from django.urls import path

from training import calendar_views, session_views, trip_views, views

app_name = "training"

urlpatterns = [
    path("", views.training, name="training"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/subscribe/", calendar_views.subscribe, name="subscribe"),
    path("calendar.ics", calendar_views.feed, name="feed"),
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/new/", views.open_round, name="open-round"),
    path("rounds/<int:round_id>/", views.round_, name="round"),
    path("rounds/<int:round_id>/edit/", views.edit_round, name="edit-round"),
    path("rounds/<int:round_id>/answer/", views.answer_round, name="answer-round"),
    path("needs/", views.needs, name="needs"),
    path("needs/new/", views.raise_need, name="raise-need"),
    path("needs/<int:need_id>/", views.need, name="need"),
    path("needs/<int:need_id>/second/", views.second_need, name="second-need"),
    path("needs/<int:need_id>/claim/", views.claim_need, name="claim-need"),
    path("needs/<int:need_id>/drop/", views.drop_need, name="drop-need"),
    path("sessions/new/", session_views.plan_session, name="plan-session"),
    path("sessions/<int:session_id>/", session_views.session, name="session"),
    path("sessions/<int:session_id>/edit/", session_views.edit_session, name="edit-session"),
    path("sessions/<int:session_id>/cancel/", session_views.cancel_session, name="cancel-session"),
    path("sessions/<int:session_id>/attendance/", session_views.attendance, name="attendance"),
    path("sessions/<int:session_id>/feedback/", session_views.rate, name="rate"),
    path("attendance/<int:attendance_id>/", session_views.explain, name="explain"),
    path("trips/", trip_views.trips, name="trips"),
    path("trips/new/", trip_views.record_trip, name="record-trip"),
    path("trips/<int:trip_id>/", trip_views.trip, name="trip"),
    path("trips/<int:trip_id>/edit/", trip_views.edit_trip, name="edit-trip"),
    path("exchanges/", trip_views.exchanges, name="exchanges"),
    path("exchanges/new/", trip_views.record_exchange, name="record-exchange"),
    path("exchanges/<int:exchange_id>/", trip_views.exchange, name="exchange"),
    path("exchanges/<int:exchange_id>/edit/", trip_views.edit_exchange, name="edit-exchange"),
]
