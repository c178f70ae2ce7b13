"""The numbers of talk rooms and chat groups. What is said in them is counted nowhere."""

from django.db.models import Q, Sum
from django.urls import reverse

from fushan.org.figures import Column, Figure, as_of
from villages.models import ChatGroup, TalkRoom

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]


def _in_use(model):
    def rows(period):
        still = Q(closed_on=None) | Q(closed_on__gt=as_of(period))
        return model.objects.filter(still).select_related("village__township")

    return rows


def _url(record):
    return reverse("talk:talk-of", args=[record.village_id])


FIGURES = [
    Figure(
        "talk_rooms",
        "说事室",
        unit="个",
        definition="登记在册、期末没有停用的群众说事室。",
        records=_in_use(TalkRoom),
        columns=[
            *PLACE,
            Column("地点", "place"),
            Column("开放时间", "hours"),
            Column("值班表", "on_duty"),
        ],
        url=_url,
    ),
    Figure(
        "chat_households",
        "微信群里的户数",
        unit="户",
        definition="登记在册、期末没有停用的微信群里的户数之和，一户在几个群里就算几次。",
        once="下面逐群列出。",
        records=_in_use(ChatGroup),
        measure=Sum("households"),
        columns=[
            *PLACE,
            Column("群名", "name"),
            Column("群主", "owner"),
            Column("户数", "households"),
        ],
        url=_url,
    ),
]
