"""Suggestions in the invented county: two answered, one that waits."""

from datetime import timedelta

from fushan.demo.county import COUNTY
from fushan.desk.models import Suggestion, SuggestionAnswer
from fushan.org.models import User

# (days ago, page, suggestion, answer or nothing)
MADE = [
    (
        24,
        "/visits/new/…/",
        "每周到村情况系统里已经有了，月底又让报一张一样的表，能不能不报？",
        "不用报了。月报表从这个月起直接取系统里的到村记录，已通知各乡镇。",
    ),
    (
        10,
        "/logs/new/",
        "停电断网那几天的日志要一天一天补，太慢。",
        "已经可以一次补几天：首页点“补前几天”，一天一行，空着的不算。",
    ),
    (1, "/leave/new/", "请一天假也要打电话再说一遍，系统里批了就行了吧？", ""),
]


def lay_suggestions(county):
    staff = User.objects.get(username="staff")
    for days, page, text, answer in MADE:
        day = county.on - timedelta(days=days)
        row = Suggestion.objects.create(area_id=COUNTY, page=page, text=text, made_on=day)
        if answer:
            SuggestionAnswer.objects.create(
                suggestion=row,
                area_id=COUNTY,
                text=answer,
                answered_on=day + timedelta(days=2),
                answered_by=staff,
            )
