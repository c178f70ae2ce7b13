from django.urls import path, re_path

from fushan.reports.bulletins import papers, views

app_name = "bulletins"

urlpatterns = [
    path("", views.bulletins, name="bulletins"),
    path("new/", views.write_bulletin, name="write-bulletin"),
    path("templates/", papers.templates, name="templates"),
    path("templates/paper/", papers.shipped_template, name="shipped-template"),
    path("templates/drop/", papers.drop_templates, name="drop-templates"),
    path("<int:bulletin_id>/", views.bulletin, name="bulletin"),
    path("<int:bulletin_id>/edit/", views.edit_bulletin, name="edit-bulletin"),
    path("<int:bulletin_id>/head/", views.bulletin_head, name="bulletin-head"),
    path("<int:bulletin_id>/overdue/", views.verify_overdue, name="verify-overdue"),
    path("<int:bulletin_id>/check/", views.check_bulletin, name="check-bulletin"),
    path("<int:bulletin_id>/paper/", papers.bulletin_paper, name="bulletin-paper"),
    path("<int:bulletin_id>/paper/word/", papers.bulletin_word, name="bulletin-word"),
    re_path(
        r"^(?P<bulletin_id>\d+)/(?P<move>send|withdraw|take-over|delete)/$",
        views.move_bulletin,
        name="move-bulletin",
    ),
]
