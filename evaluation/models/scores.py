"""What each of two found in a village, apart from the other."""

import pgtrigger
from django.db import models

from evaluation.models.appraisal_words import Level
from evaluation.models.inspections import InspectionSheet
from fushan.audit.tracking import tracked
from fushan.org.models import Area, User, Village

SCORED_ONCE, NOT_APART = "inspection_scored_once", "inspection_not_scored_apart"


def _level(label):
    return models.CharField(label, max_length=6, choices=Level)


@tracked()
class InspectionScore(models.Model):
    """What one of two found, by themselves. Written once: what is settled stands on the sheet.

    The database shows it to nobody else until the other has scored too.
    """

    sheet = models.ForeignKey(
        InspectionSheet, models.PROTECT, related_name="scores", verbose_name="调研表"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="哪个县")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    scorer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="谁评的")
    visible, potential = _level("显绩"), _level("潜绩")
    why = models.CharField("凭什么", max_length=500)

    refusals = {
        SCORED_ONCE: "评过的不能改；两人商量以后，在调研表上定等次。",
        NOT_APART: "这次调研不用两人分别评，或已经定了等次。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "分别评分"
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "scorer"],
                name="inspection_score_once_each",
                violation_error_message="您已经评过这个村。",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="written_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    RAISE check_violation USING MESSAGE = 'once', CONSTRAINT = '{SCORED_ONCE}';
                """,
            ),
            pgtrigger.Trigger(
                name="only_apart_and_before",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF NOT EXISTS (SELECT 1 FROM evaluation_inspectionsheet s
                            JOIN evaluation_inspection i ON i.id = s.inspection_id
                            WHERE s.id = NEW.sheet_id AND i.apart AND i.closed_on IS NULL
                                AND s.visible = '') THEN
                        RAISE check_violation USING MESSAGE = 'apart', CONSTRAINT = '{NOT_APART}';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="counted_on_the_sheet",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    UPDATE evaluation_inspectionsheet SET scored = scored + 1
                        WHERE id = NEW.sheet_id;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self):
        levels = f"显绩{self.get_visible_display()}，潜绩{self.get_potential_display()}"
        return f"{self.scorer}：{levels}"
