from django.urls import path

from fushan.dashboards.views import (
    day,
    files,
    history,
    home,
    ledger,
    months,
    overview,
    village,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("me/", home.me, name="me"),
    path("me/notices/<uuid:notice_id>/", home.read_notice, name="read-notice"),
    path("me/kept/<uuid:copy_id>/", home.settle_copy, name="settle-copy"),
    path("overview/", overview.overview, name="overview"),
    path("ledger/<slug:code>/", ledger.ledger, name="ledger"),
    path("villages/", village.villages, name="villages"),
    path("villages/<str:code>/", village.village, name="village"),
    path("logs/new/", day.record_log, name="record-log"),
    path("logs/several/", day.record_several_logs, name="record-several-logs"),
    path("logs/<int:log_id>/edit/", day.edit_log, name="edit-log"),
    path("month/", months.month, name="month"),
    path("month/close/", months.close, name="close-month"),
    path("month/presence/<int:posting_id>/", months.presence, name="presence"),
    path("month/<int:closed_id>/reopen/", months.reopen, name="reopen-month"),
    path("files/<uuid:file_id>/", files.photo, name="photo"),
    path("files/<uuid:file_id>/small/", files.small_photo, name="small-photo"),
    path("files/<uuid:file_id>/remove/", files.remove_photo, name="remove-photo"),
    path("history/<str:label>/<str:pk>/", history.history, name="history"),
    path("trail/", history.trail, name="trail"),
    path("trail/access/", history.access_log, name="access-log"),
    path("trail/<str:label>/<int:event_id>/", history.event, name="event"),
]
