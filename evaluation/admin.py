"""The desk's registers of schemes: edited without code while a draft, read once in use."""

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.forms import ChoiceField, MultipleChoiceField
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget

from evaluation import inspection_admin
from evaluation.models import Appraisal, Bound, Component, Hint, Indicator, Limit, Rule, Scheme
from evaluation.models.schemes import FROZEN
from evaluation.reckoned import CHOICES, label_of
from evaluation.versions import another_version
from fushan.kit.admin import HouseForm, HouseInline, WrittenElsewhere
from fushan.kit.constraints import sentence_of
from fushan.kit.lists import period_filter
from fushan.org.models import Area
from fushan.org.placed import PlacedAdmin, township_filter

__all__ = ["inspection_admin"]

STANDS = (
    f"{Scheme.refusals[FROZEN]}在考评办法列表里勾选它，用“照这一版另起一版”；这里只能写到哪天止。"
)


def stands(record):
    """Whether it is of a version in use, which the database keeps as it is."""
    scheme = getattr(record, "scheme", record)
    return scheme is not None and scheme.in_use_on is not None


class PartInline(HouseInline):
    """Of a version in use nothing is even offered to be changed."""

    def has_add_permission(self, request, obj=None):
        return not stands(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return not stands(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return not stands(obj) and super().has_delete_permission(request, obj)


class IndicatorInline(PartInline):
    model = Indicator
    fields = ["code", "name", "seen", "points", "about"]
    ordering = ("code",)


class ComponentForm(HouseForm):
    """The share is chosen from the figures there are: a code mistyped would be found too late."""

    figure = ChoiceField(
        label="统计项",
        required=False,
        choices=[("", "——"), *CHOICES],
        widget=UnfoldAdminSelectWidget,
    )


class ComponentInline(PartInline):
    model = Component
    form = ComponentForm
    fields = ["name", "source", "points", "figure", "judge", "cap", "note"]
    readonly_fields = ["figure_name"]

    def get_fields(self, request, obj=None):
        """Where it is only read, a figure goes by its name."""
        if self.has_change_permission(request, obj):
            return self.fields
        return ["figure_name" if name == "figure" else name for name in self.fields]

    @admin.display(description="统计项")
    def figure_name(self, part):
        return label_of(part.figure) if part.figure else "—"


class OfSchemes(PlacedAdmin):
    place = "area_id"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A scheme is one's own county's, or of an area below it."""
        if db_field.name == "area":
            kwargs["queryset"] = Area.objects.filter(pk__startswith=request.user.area_code)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return not stands(obj) and super().has_delete_permission(request, obj)


class OfParts(OfSchemes):
    def has_change_permission(self, request, obj=None):
        return not stands(obj) and super().has_change_permission(request, obj)


@admin.register(Scheme)
class SchemeAdmin(OfSchemes):
    keyset = ("began_on", "pk")
    latest_first = True
    list_display = ["name", "version", "area", "began_on", "ended_on", "in_use_on", "is_sample"]
    list_select_related = ["area"]
    search_fields = ["name", "version"]
    fields = [
        ("area", "name", "version"),
        ("document", "is_sample"),
        ("began_on", "ended_on", "in_use_on"),
        "changed_at",
    ]
    readonly_fields = ["in_use_on", "changed_at"]
    inlines = [IndicatorInline]
    actions = ["put_into_use", "back_to_draft", "write_another"]

    def get_changeform_initial_data(self, request):
        given = super().get_changeform_initial_data(request)
        return {"area": request.user.area_code} | given

    def get_readonly_fields(self, request, obj=None):
        """Of a version in use only its end may still be said."""
        if not stands(obj):
            return self.readonly_fields
        kept = ["area", "name", "version", "document", "is_sample", "began_on"]
        return [*kept, *self.readonly_fields]

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": self.fields, "description": STANDS if stands(obj) else ""})]

    @admin.action(description="启用所选的考评办法", permissions=["change"])
    def put_into_use(self, request, rows):
        for scheme in rows.order_by("began_on", "pk"):
            self._try(request, scheme, localdate(), "已启用，不能再改")

    @admin.action(description="停回草稿（还没有按它提示过的）", permissions=["change"])
    def back_to_draft(self, request, rows):
        for scheme in rows.order_by("began_on", "pk"):
            self._try(request, scheme, None, "已停回草稿，可以修改")

    @admin.action(description="照这一版另起一版", permissions=["add"])
    def write_another(self, request, rows):
        scheme, *others = rows.order_by("began_on", "pk")
        if others:
            messages.error(request, "请只选一版。")
            return None
        draft = another_version(scheme, localdate())
        messages.success(request, f"已照{scheme}另起一版草稿，版本号、日期请改成要用的。")
        return redirect("admin:evaluation_scheme_change", draft.pk)

    def _try(self, request, scheme, day, done):
        """What stands against it is said with the sums as they are; the database judges."""
        if day and (faults := scheme.faults()):
            messages.error(request, f"{scheme}没有启用：{''.join(faults)}")
            return
        scheme.in_use_on = day
        try:
            with transaction.atomic():
                scheme.save()
        except IntegrityError as error:
            messages.error(request, f"{scheme}：{sentence_of(error)}")
            return
        messages.success(request, f"{scheme}{done}。")


@admin.register(Indicator)
class IndicatorAdmin(OfParts):
    keyset = ("scheme_id", "code", "pk")
    list_display = ["code", "name", "seen", "points", "scheme"]
    list_select_related = ["scheme"]
    search_fields = ["code", "name"]
    fields = [("scheme", "code", "name"), ("seen", "points"), "about"]
    inlines = [ComponentInline]


class RuleForm(HouseForm):
    binds = MultipleChoiceField(
        label="约束谁",
        choices=Bound.choices,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        error_messages={"required": "请写明这一条约束谁。"},
    )
    limits = MultipleChoiceField(
        label="等次限制",
        choices=Limit.choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text="依次是一次、两次、三次经认定后的限制",
    )


@admin.register(Rule)
class RuleAdmin(OfParts):
    form = RuleForm
    keyset = ("scheme_id", "code", "pk")
    list_display = ["code", "name", "indicator", "points", "cap", "shown", "scheme"]
    list_filter = ["shown"]
    list_select_related = ["scheme", "indicator"]
    search_fields = ["code", "name"]
    fields = [
        ("scheme", "code", "name"),
        "text",
        ("shown", "shown_by"),
        "binds",
        ("indicator", "points", "cap"),
        "limits",
        "consequence",
    ]


@admin.register(Hint)
class HintAdmin(WrittenElsewhere):
    keyset = ("happened_on", "pk")
    latest_first = True
    list_display = [
        "happened_on",
        "code",
        "village",
        "cadre",
        "bound",
        "state",
        "outcome",
        "points",
    ]
    list_filter = [township_filter("village_id"), "state", period_filter("happened_on", "哪天的事")]
    list_select_related = ["village__township", "cadre"]
    search_fields = ["code", "cadre__name", "cadre__pinyin", "cadre__initials"]
    search_help_text = "条款编号，或选派干部的姓名、拼音、首字母"
    fields = [
        ("rule", "village", "cadre", "bound"),
        ("happened_on", "found_on", "verify_by"),
        "text",
        ("state", "outcome", "points"),
        ("decided_on", "appealed_on", "changed_at"),
    ]

    def front_url(self, record):
        return reverse("hints:hint", args=[record.pk])


@admin.register(Appraisal)
class AppraisalAdmin(WrittenElsewhere):
    keyset = ("last_on", "pk")
    latest_first = True
    list_display = ["label", "village", "cadre", "state", "result", "decided_on", "closed_on"]
    list_filter = [township_filter("village_id"), "kind", "state"]
    list_select_related = ["village__township", "cadre"]
    search_fields = ["cadre__name", "cadre__pinyin", "cadre__initials"]
    search_help_text = "选派干部的姓名、拼音、首字母"
    fields = [
        ("village", "cadre", "scheme"),
        ("kind", "first_on", "last_on"),
        ("state", "level", "visible", "potential"),
        ("grade", "total", "outcome"),
        ("shown_on", "reply_by", "appealed_on"),
        ("decided_on", "closed_on", "changed_at"),
    ]

    @admin.display(description="等次")
    def result(self, appraisal):
        return appraisal.grade_word or appraisal.get_level_display()

    def front_url(self, record):
        return reverse("appraisals:appraisal", args=[record.pk])
