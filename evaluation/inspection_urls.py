from django.urls import path

from evaluation import finding_views, inspection_views, talk_views

app_name = "inspections"

urlpatterns = [
    path("", inspection_views.inspections, name="inspections"),
    path("new/", inspection_views.open_inspection, name="open-inspection"),
    path("<int:inspection_id>/", inspection_views.inspection, name="inspection"),
    path("<int:inspection_id>/draw/", inspection_views.drawing, name="drawing"),
    path("<int:inspection_id>/close/", inspection_views.close_inspection, name="close-inspection"),
    path(
        "<int:inspection_id>/withdraw/",
        inspection_views.withdraw_inspection,
        name="withdraw-inspection",
    ),
    path("sheets/<int:sheet_id>/", inspection_views.sheet, name="sheet"),
    path("sheets/<int:sheet_id>/write/", inspection_views.write_sheet, name="write-sheet"),
    path("sheets/<int:sheet_id>/score/", inspection_views.score, name="score"),
    path("sheets/<int:sheet_id>/settle/", inspection_views.settle, name="settle"),
    path("sheets/<int:sheet_id>/alike/", inspection_views.alike, name="alike"),
    path("sheets/<int:sheet_id>/talks/", talk_views.talks, name="talks"),
    path("sheets/<int:sheet_id>/talks/new/", talk_views.write_talk, name="write-talk"),
    path("sheets/<int:sheet_id>/finding/", finding_views.write_finding, name="write-finding"),
    path("findings/", finding_views.findings, name="findings"),
    path("findings/<int:finding_id>/", finding_views.finding, name="finding"),
    path("findings/<int:finding_id>/<str:to>/", finding_views.move_finding, name="move-finding"),
    path(
        "reviews/<int:review_id>/finding/",
        finding_views.finding_of_review,
        name="finding-of-review",
    ),
]
