from django.urls import path

from fushan.reports import (
    appointment,
    appraisals,
    board_views,
    dossiers,
    minutes,
    notices,
    pack_views,
    pairings,
    petition_papers,
    sheet_views,
    signin,
    views,
    wall_papers,
)
from fushan.reports.tables import form_views, paper_views
from fushan.reports.tables import views as tables

urlpatterns = [
    path(
        "appraisals/<int:appraisal_id>/paper/", appraisals.appraisal_paper, name="appraisal-paper"
    ),
    path("mentors/ceremony/paper/", pairings.ceremony_paper, name="ceremony-paper"),
    path("mentors/pairings/<int:pairing_id>/paper/", pairings.pairing_paper, name="pairing-paper"),
    path("cadres/<int:cadre_id>/form/paper/", appointment.form_paper, name="appointment-paper"),
    path("cadres/<int:cadre_id>/paper/", dossiers.dossier_paper, name="dossier-paper"),
    path("cadres/<int:cadre_id>/paper/word/", dossiers.dossier_word, name="dossier-word"),
    path("password-slips/", views.password_slips, name="password-slips"),
    path("papers/", sheet_views.papers, name="papers"),
    path("papers/<slug:kind>/paper/", sheet_views.blank_paper, name="blank-paper"),
    path("matters/people/<str:village_id>/paper/", petition_papers.cards_paper, name="cards-paper"),
    path(
        "matters/reviews/<str:village_id>/slips/paper/",
        petition_papers.slips_paper,
        name="slips-paper",
    ),
    path(
        "matters/reviews/<int:review_id>/notice/paper/",
        notices.notice_paper,
        name="notice-paper",
    ),
    path("matters/reviews/<int:review_id>/notice/text/", notices.notice_text, name="notice-text"),
    path(
        "matters/deliberations/<int:deliberation_id>/paper/",
        minutes.minutes_paper,
        name="minutes-paper",
    ),
    path("boards/", board_views.boards, name="boards"),
    path("boards/paper/", board_views.board_pdf, name="board-paper"),
    path("boards/paper/picture/", board_views.board_png, name="board-picture"),
    path("boards/<slug:kind>/<int:pk>/", board_views.board_card, name="board-card"),
    path("walls/<int:wall_id>/paper/", wall_papers.wall_paper, name="wall-paper"),
    path(
        "walls/<int:wall_id>/reconcile/paper/", wall_papers.reconcile_paper, name="reconcile-paper"
    ),
    path("training/sessions/<int:session_id>/paper/", signin.signin_paper, name="signin-paper"),
    path("villages/paper/", sheet_views.facts, name="facts-paper"),
    path("month/pack/paper/", pack_views.pack, name="pack-paper"),
    path("tables/", tables.tables, name="tables"),
    path("tables/new/", form_views.new_table, name="new-table"),
    path("tables/upload/", tables.upload_table, name="upload-table"),
    path("tables/<int:layout_id>/", tables.table, name="table"),
    path("tables/<int:layout_id>/edit/", form_views.edit_table, name="edit-table"),
    path("tables/<int:layout_id>/delete/", tables.delete_table, name="delete-table"),
    path("tables/<int:layout_id>/file/", paper_views.table_file, name="table-file"),
    path("tables/<int:layout_id>/paper/", paper_views.table_print, name="table-paper"),
    path("logs/week/paper/", views.weekly_paper, name="weekly-paper"),
    path("handovers/<int:handover_id>/paper/", views.handover_paper, name="handover-paper"),
]
