"""The desk's calendar and settings, and the suggestions it answers."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import Truncator
from unfold.widgets import (
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from fushan.desk.models import (
    KNOWN,
    LEAST,
    MOST,
    ClosedMonth,
    Holiday,
    Setting,
    Suggestion,
    SuggestionAnswer,
    reckon_weeks,
)
from fushan.kit.admin import HouseAdmin, HouseForm, WrittenElsewhere
from fushan.kit.lists import KeysetList, period_filter
from fushan.org.placed import PlacedAdmin, township_filter


@admin.register(Holiday)
class HolidayAdmin(HouseAdmin):
    """Weeks are reckoned anew whenever a day was corrected."""

    latest_first = True
    list_display = ["day", "is_working", "name"]
    list_filter = [period_filter("day")]
    fields = ["day", "is_working", "name"]

    def get_readonly_fields(self, request, obj=None):
        return ["day"] if obj else []

    def settle(self, request, record):
        reckon_weeks()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        reckon_weeks()


@admin.register(ClosedMonth)
class ClosedMonthAdmin(WrittenElsewhere):
    """Closed and reopened on the month's own page."""

    keyset = ("month", "pk")
    latest_first = True
    list_display = ["month", "area", "closed_by", "closed_at", "reopened_by", "reopen_reason"]
    list_filter = [township_filter("area_id"), period_filter("month", "月份")]
    list_select_related = ["area", "closed_by", "reopened_by"]
    fields = [
        ("area", "month"),
        ("closed_by", "closed_at"),
        ("reopened_by", "reopened_at", "reopen_reason"),
    ]

    def front_url(self, closed):
        month = {"area": closed.area_id, "period": f"{closed.month:%Y-%m}"}
        return f"{reverse('month')}?{urlencode(month)}"


class SettingForm(HouseForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _, unit, self.shipped = KNOWN[self.instance.pk]
        self.fields["value"] = forms.CharField(
            label="值",
            required=False,
            max_length=200,
            widget=UnfoldAdminTextInputWidget,
            help_text="，".join(filter(None, [unit and f"单位：{unit}", self.left_empty()])),
        )

    def left_empty(self):
        return f"不填就是出厂值：{self.shipped}" if self.shipped else "可不填"

    def clean_value(self):
        value = self.cleaned_data["value"].strip()
        digits = max(3, len(self.shipped) + 1)
        if value and self.shipped.isdigit() and not (value.isdecimal() and len(value) <= digits):
            raise ValidationError("请填整数。")
        most = MOST.get(self.instance.pk)
        if value and most and int(value) > most:
            raise ValidationError(f"不能多于 {most}。")
        least, why = LEAST.get(self.instance.pk, (0, ""))
        if value and value.isdecimal() and int(value) < least:
            raise ValidationError(f"不能少于 {least}：{why}。")
        return value


class SettingList(KeysetList):
    """All that can be set, whether or not anyone has set it yet."""

    def get_results(self, request):
        super().get_results(request)
        kept = {row.pk: row for row in self.queryset}
        self.result_list = [kept.get(key) or Setting(key=key) for key in KNOWN]
        self.next_url = ""
        self.count_up_to_a_thousand()


@admin.register(Setting)
class SettingAdmin(HouseAdmin):
    form = SettingForm
    list_display = ["label", "shown", "unit"]
    fields = ["value"]

    def get_changelist(self, request, **kwargs):
        return SettingList

    def get_object(self, request, object_id, from_field=None):
        if object_id not in KNOWN:
            return None
        return super().get_object(request, object_id) or Setting(key=object_id)

    def has_add_permission(self, request):
        return False

    @admin.display(description="设置项")
    def label(self, row):
        return str(row)

    @admin.display(description="值")
    def shown(self, row):
        return row.value or KNOWN[row.key][2] or "未填"

    @admin.display(description="单位")
    def unit(self, row):
        return KNOWN[row.key][1]


class AnswerForm(HouseForm):
    """The answer to a suggestion, whose own words nobody changes."""

    answer = forms.CharField(
        label="答复",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 5}),
        help_text="所有人都看得到；写明改了什么，或为什么还不能改",
        error_messages={"required": "请写答复。"},
    )
    is_public = forms.BooleanField(
        label="公开",
        required=False,
        initial=True,
        widget=UnfoldBooleanSwitchWidget,
        help_text="建议里写了别人的个人信息或不宜公开的内容，就不公开",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.given = SuggestionAnswer.objects.filter(suggestion=self.instance).first()
        if self.given:
            self.initial |= {"answer": self.given.text, "is_public": self.given.is_public}


class AnsweredFilter(SimpleListFilter):
    title = "答复"
    parameter_name = "answered"

    def lookups(self, request, model_admin):
        return [("no", "待答复"), ("yes", "已答复")]

    def queryset(self, request, rows):
        if self.value() == "no":
            return rows.unanswered()
        return rows.exclude(answer=None) if self.value() == "yes" else rows


@admin.register(Suggestion)
class SuggestionAdmin(PlacedAdmin):
    """Answered here; nobody knows whose they are."""

    place = "area_id"
    form = AnswerForm
    keyset = ("made_on", "pk")
    latest_first = True
    list_display = ["made_on", "words", "where", "answered_on"]
    list_filter = [AnsweredFilter, period_filter("made_on")]
    list_select_related = ["answer"]
    fields = [("made_on", "where"), "text", "answer", "is_public"]
    readonly_fields = ["made_on", "where", "text"]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        """The first answer's day stands, however it is mended later."""
        answer = form.given or SuggestionAnswer(suggestion=obj, area_id=obj.area_id)
        answer.text = form.cleaned_data["answer"]
        answer.is_public = form.cleaned_data["is_public"]
        answer.answered_by = request.user
        answer.save()

    @admin.display(description="建议")
    def words(self, row):
        return Truncator(row.text).chars(40)

    @admin.display(description="页面")
    def where(self, row):
        return row.where

    @admin.display(description="答复日期")
    def answered_on(self, row):
        answer = getattr(row, "answer", None)
        return answer and answer.answered_on
