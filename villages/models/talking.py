"""Where villagers say things: the talk room with who is on duty, and the chat groups."""

from django.db import models
from django.db.models import F

from fushan.audit.tracking import tracked
from fushan.org.models import User, Village


@tracked()
class TalkRoom(models.Model):
    """`duty`: who sits there when, a line each; it is put up at the door and on the notice."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="talk_rooms", verbose_name="村"
    )
    place = models.CharField("地点", max_length=60)
    hours = models.CharField("开放时间", max_length=80)
    duty = models.TextField("值班表", max_length=500, blank=True)
    closed_on = models.DateField("停用日期", null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "说事室"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "place"],
                name="talk_room_once_in_a_place",
                violation_error_message="这个村在这个地点已有说事室。",
            )
        ]
        indexes = [models.Index(F("village_id"), F("id"), name="talk_room_of_village")]

    def __str__(self):
        return f"{self.village}说事室（{self.place}）"

    def on_duty(self):
        """The lines of the duty list."""
        return [line.strip() for line in self.duty.splitlines() if line.strip()]


@tracked()
class ChatGroup(models.Model):
    """That a group is there and how many households are in it. What is said in it is not read."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="chat_groups", verbose_name="村"
    )
    name = models.CharField("群名", max_length=60)
    owner = models.CharField("群主", max_length=40)
    households = models.PositiveIntegerField("群里有几户", default=0)
    closed_on = models.DateField("停用日期", null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "微信群"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="chat_group_once_in_a_village",
                violation_error_message="这个村已有同名的微信群。",
            )
        ]
        indexes = [models.Index(F("village_id"), F("id"), name="chat_group_of_village")]

    def __str__(self):
        return self.name
