"""What was done with an appraisal, step by step, and by whom."""

import pgtrigger
from django.db import models

from cadres.models import Cadre
from evaluation.models.appraisal_words import AppraisalState, Level
from evaluation.models.appraisals import Appraisal, of_its_appraisal
from fushan.audit.tracking import tracked
from fushan.kit.constraints import refusing
from fushan.org.models import Role, User, Village

S = AppraisalState
STEP_ONCE = "appraisal_step_written_once"
DEEDS = {
    S.TOWNSHIP: "退回乡镇重评",
    S.COUNTY: "乡镇评",
    S.SHOWN: "县里评",
    S.REPLIED: "本人答复",
    S.APPEALED: "本人申诉",
    S.DECIDED: "认定",
    S.CLOSED: "办结",
}


@tracked()
class AppraisalStep(models.Model):
    """One move of an appraisal: written once. `level`: of a quarter, as it stood after this."""

    appraisal = models.ForeignKey(
        Appraisal, models.CASCADE, related_name="steps", verbose_name="考评"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    moved_from = models.CharField("从", max_length=8, choices=AppraisalState, blank=True)
    moved_to = models.CharField("到", max_length=8, choices=AppraisalState)
    happened_on = models.DateField("哪天")
    level = models.CharField("季度等次", max_length=5, choices=Level, blank=True)
    note = models.CharField("怎么说", max_length=500, blank=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁记的"
    )
    made_at = models.DateTimeField("记录时间", auto_now_add=True)

    refusals = {STEP_ONCE: "考评的每一步写下就不能再改，写错了另记一步说明。"}

    class Meta:
        verbose_name = verbose_name_plural = "考评办理记录"
        indexes = [
            models.Index(fields=["village", "happened_on"], name="appraisal_step_of_village")
        ]
        triggers = [
            of_its_appraisal(),
            refusing("step_once", STEP_ONCE, pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_moved_to_display()} {self.happened_on}"

    @property
    def deed(self):
        """Who did what, rather than what it waits for now."""
        deed = DEEDS[self.moved_to] if self.moved_from else "开始考评"
        return f"{deed}为“{self.get_level_display()}”" if self._gave_a_level else deed

    @property
    def _gave_a_level(self):
        given = self.moved_to in (S.COUNTY, S.SHOWN, S.DECIDED)
        return bool(given and self.level and self.moved_from)

    @property
    def by(self):
        """Whoever wrote it down, and for whom, where it was somebody else's to say."""
        if self.made_by is None:
            return "系统"
        if self.moved_to in (S.REPLIED, S.APPEALED) and self.made_by.cadre_id != self.cadre_id:
            return f"{self.made_by}代{self.cadre}"
        is_townships = self.moved_from == S.TOWNSHIP and self.made_by.role == Role.STAFF
        return f"{self.made_by}代乡镇" if is_townships else str(self.made_by)
