"""A bulletin (简报, 通报): what an office tells of a period, each number of it from the records."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, QuerySet
from django.db.models.functions import ExtractYear

from fushan.audit.tracking import tracked
from fushan.kit.constraints import moving_by, refusing
from fushan.org.models import Area, User
from fushan.reports.models.words import MOVES, BulletinKind, BulletinState, Section

BY_THE_TABLE, STANDS = "bulletin_moves_by_the_table", "bulletin_stands_once_final"
IN_REVIEW, NEW_AS_DRAFT = "bulletin_is_read_as_it_was_sent", "bulletin_begins_as_a_draft"
TEXT_OF_A_DRAFT = "bulletin_text_of_a_draft_only"
# What whoever checks has read; only where it stands changes while they do.
READ = (
    *(
        "area_id",
        "about_id",
        "kind",
        "name",
        "issue",
        "unit",
        "dated",
        "is_internal",
        "title",
        "remark",
    ),
    *("to_report", "to_send", "to_issue", "copies", "since", "whole_term", "verified"),
    "drafted_by_id",
)


def _columns(row):
    return ", ".join(f"{row}.{name}" for name in READ)


class BulletinQuerySet(QuerySet):
    def sent(self):
        """Those that somebody beside the drafter is to read."""
        return self.exclude(state=BulletinState.DRAFT)


@tracked()
class Bulletin(models.Model):
    """`area`: whose paper it is; `about`: the place it tells of, that or one inside it.

    `until` is open where it tells of all up to the day it is sent to be checked. `verified`: of a
    通报, the overdue things that somebody has gone after. `snapshot`: the paper as it was sent,
    which is what is checked and what becomes final; a draft has none.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="哪里的简报")
    about = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="说哪里的事")
    kind = models.CharField(
        "哪种", max_length=8, choices=BulletinKind, default=BulletinKind.BRIEFING
    )
    name = models.CharField("报头名称", max_length=30, default="选派干部工作简报")
    issue = models.PositiveSmallIntegerField("期号", null=True, blank=True)
    unit = models.CharField("编印单位", max_length=60)
    dated = models.DateField("印发日期")
    is_internal = models.BooleanField("标“内部资料 注意保存”", default=True)
    title = models.CharField("标题", max_length=80)
    remark = models.CharField("按语", max_length=500, blank=True)
    to_report = models.CharField("报", max_length=200, blank=True)
    to_send = models.CharField("送", max_length=200, blank=True)
    to_issue = models.CharField("发", max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField("共印份数", null=True, blank=True)
    since = models.DateField("从哪天")
    until = models.DateField("到哪天", null=True, blank=True)
    whole_term = models.BooleanField("任职以来", default=False)
    state = models.CharField(
        "状态", max_length=6, choices=BulletinState, default=BulletinState.DRAFT
    )
    drafted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人"
    )
    sent_back = models.CharField("退回的原因", max_length=200, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人"
    )
    final_at = models.DateTimeField("定稿时间", null=True, blank=True)
    verified = models.JSONField("核实后仍没有办的", default=list, blank=True)
    snapshot = models.JSONField("送审时的内容", null=True, blank=True)
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = BulletinQuerySet.as_manager()

    refusals = {
        BY_THE_TABLE: "这一步不能这样走，请刷新页面看现在到了哪一步。",
        STANDS: "已经定稿，不能再改；要更正，另出一期。",
        IN_REVIEW: "正在审核，不能改；要改请先撤回。",
        NEW_AS_DRAFT: "新的简报从草稿开始。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "简报"
        constraints = [
            models.UniqueConstraint(
                "area",
                "name",
                ExtractYear("dated"),
                "issue",
                name="bulletin_issue_once_a_year",
                violation_error_message="本年这个名称的这一期已经有了，请换一个期号。",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="bulletin_period_ends_after_it_begins",
                violation_error_message="“到哪天”不能早于“从哪天”。",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=BulletinState.FINAL,
                    until__isnull=False,
                    checked_by__isnull=False,
                    final_at__isnull=False,
                )
                | ~Q(state=BulletinState.FINAL) & Q(checked_by=None, final_at=None),
                name="bulletin_final_with_all_it_told",
                violation_error_message="定稿须有审核人、定稿时间和说到哪天。",
            ),
            models.CheckConstraint(
                condition=Q(state=BulletinState.DRAFT, snapshot=None)
                | ~Q(state=BulletinState.DRAFT) & Q(snapshot__isnull=False),
                name="bulletin_kept_as_it_was_sent",
                violation_error_message="送审须留下当时的内容，草稿不留。",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BulletinKind.NOTICE, state=BulletinState.REVIEW)
                | ~Q(snapshot__items=[]),
                name="bulletin_notice_tells_what_is_undone",
                violation_error_message="通报里还没有列事，不能送审：点“核实没有办的事”，"
                "问清楚以后勾上，再送审。",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None)
                | Q(drafted_by__isnull=False) & ~Q(checked_by=F("drafted_by")),
                name="bulletin_checked_by_another",
                violation_error_message="审核人和拟稿人不能是同一个人，请另一名同志审核。",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BulletinKind.BRIEFING) | Q(issue__isnull=False),
                name="bulletin_briefing_has_an_issue",
                violation_error_message="简报须写期号。",
            ),
        ]
        indexes = [
            models.Index(F("dated").desc(), F("id").desc(), name="bulletin_latest"),
            models.Index(fields=["area", "dated"], name="bulletin_of_area"),
        ]
        triggers = [
            refusing(
                "begins_as_a_draft",
                NEW_AS_DRAFT,
                pgtrigger.Insert,
                condition=pgtrigger.Q(new__state__df=BulletinState.DRAFT),
            ),
            refusing(
                "stands_once_final",
                STANDS,
                pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=BulletinState.FINAL),
            ),
            pgtrigger.Trigger(
                name="read_as_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=BulletinState.REVIEW),
                func=f"""
                    IF ({_columns("NEW")}) IS DISTINCT FROM ({_columns("OLD")})
                        OR NEW.until IS DISTINCT FROM OLD.until AND NEW.state <> 'final'
                        OR NEW.snapshot IS DISTINCT FROM OLD.snapshot AND NEW.state <> 'draft' THEN
                        RAISE check_violation USING MESSAGE = 'being read',
                            CONSTRAINT = '{IN_REVIEW}';
                    END IF;
                    RETURN NEW;
                """,
            ),
            moving_by(MOVES, BY_THE_TABLE),
        ]

    def __str__(self):
        number = f"第{self.issue}期" if self.issue else ""
        return f"{self.name}{number}"

    @property
    def is_draft(self):
        return self.state == BulletinState.DRAFT

    @property
    def is_final(self):
        return self.state == BulletinState.FINAL

    @property
    def is_notice(self):
        return self.kind == BulletinKind.NOTICE


@tracked()
class Paragraph(models.Model):
    """One part of a bulletin as it was typed: a line a paragraph, figures as names in 【】."""

    bulletin = models.ForeignKey(
        Bulletin, models.CASCADE, related_name="paragraphs", verbose_name="简报"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="哪里的简报")
    section = models.CharField("哪一部分", max_length=1, choices=Section)
    text = models.TextField("内容", blank=True, max_length=4000)

    refusals = {TEXT_OF_A_DRAFT: "只有草稿能改内容，请刷新页面看现在到了哪一步。"}

    class Meta:
        verbose_name = verbose_name_plural = "简报段落"
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "section"],
                name="bulletin_section_once",
                violation_error_message="这一部分已经有了。",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("paper", "bigint")],
                func=f"""
                    paper = CASE TG_OP WHEN 'DELETE' THEN OLD.bulletin_id
                            ELSE NEW.bulletin_id END;
                    IF NOT EXISTS (SELECT 1 FROM reports_bulletin
                                   WHERE id = paper AND state = 'draft') THEN
                        RAISE check_violation USING MESSAGE = 'not a draft',
                            CONSTRAINT = '{TEXT_OF_A_DRAFT}';
                    END IF;
                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                """,
            )
        ]

    def __str__(self):
        return self.get_section_display()
