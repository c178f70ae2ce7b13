"""The desk's registers of cadres and their posts."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from cadres.actions import follow, open_account
from cadres.models import Cadre, CadrePrivate, Posting
from fushan.desk.private import digest_of
from fushan.desk.unsealing import Seals, hidden, plain
from fushan.kit import ids
from fushan.kit.admin import HouseInline
from fushan.kit.lists import period_filter
from fushan.org.admin.selection import BatchFilter
from fushan.org.doors import for_roles
from fushan.org.models import Role
from fushan.org.passwords import initial_password
from fushan.org.placed import PlacedAdmin, township_filter

OPEN = Posting.objects.filter(ended_on=None).select_related("village__township")


class PostingInline(HouseInline):
    model = Posting
    related = ("village__township", "batch")
    fields = ["village", "post", "batch", "began_on", "planned_end_on", "ended_on", "reason"]
    fields += ["noticed_on", "reported_on", "party_moved_on", "handed_over_on"]
    ordering = ("-began_on", "-pk")
    verbose_name = "任职"
    verbose_name_plural = "任职经历：调动时给原任职填离村日期，再加一行"


class CadreBatchFilter(BatchFilter):
    def queryset(self, request, rows):
        if not (self.value() or "").isdecimal():
            return rows
        posted = Posting.objects.filter(cadre=OuterRef("pk"), batch=self.value())
        return rows.filter(Exists(posted))


class StateFilter(SimpleListFilter):
    title = "状态"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", "在任"), ("over", "已离村")]

    def queryset(self, request, rows):
        return rows.filter(ended_on__isnull=self.value() == "open") if self.value() else rows


@admin.register(Cadre)
class CadreAdmin(Seals, PlacedAdmin):
    place = "area_code"
    leaver = "cadre"
    keyset = ("area_code", "pinyin", "pk")
    list_display = ["name", "unit", "village", "post", "began_on", "account"]
    list_filter = [township_filter("area_code"), CadreBatchFilter]
    list_select_related = ["unit", "user"]
    list_prefetch_related = [Prefetch("postings", queryset=OPEN, to_attr="open_postings")]
    search_fields = ["name", "pinyin", "initials"]
    search_help_text = "姓名、拼音、首字母或整个身份证号"
    made_on_the_way = ("unit",)
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("name", "gender", "ethnicity"),
                    ("born_in", "native_place", "birth_place"),
                    ("worked_since", "joined_party", "health"),
                ]
            },
        ),
        (
            "单位和职务",
            {
                "fields": [
                    ("unit", "position", "status"),
                    ("position_since", "rank_since", "technical_post"),
                ]
            },
        ),
        (
            "学历学位和专长",
            {
                "fields": [
                    ("education", "education_school"),
                    ("degree", "degree_school"),
                    ("later_education", "later_education_school"),
                    ("later_degree", "later_degree_school"),
                    "strengths",
                ]
            },
        ),
        (None, {"fields": ["remark"]}),
    ]
    inlines = [PostingInline]
    sealed = {
        "id_number": ("身份证号", ids.masked),
        "phone": ("联系电话", ids.masked_phone),
        "family": ("家庭成员", hidden),
        "resume": ("简历", hidden),
        "appraisals": ("近三年考核", hidden),
    }
    long = ("family", "resume", "appraisals")

    def get_search_results(self, request, queryset, search_term):
        number = plain(search_term)
        if not ids.SHAPE.fullmatch(number):
            return super().get_search_results(request, queryset, search_term)
        digest = digest_of(CadrePrivate, "id_number_sealed", number)
        return queryset.filter(private__id_number_digest=digest), False

    def get_urls(self):
        view = self.admin_site.admin_view(self.account_view)
        address = path("<int:cadre_id>/account/", view, name="cadres_cadre_account")
        return [address, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["file_url"] = reverse("dossier", args=[obj.pk]) if obj else ""
        if obj and self.has_change_permission(request, obj):
            context["account_url"] = self.url_of("account", obj.pk)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.area_code = (obj.unit.area_id if obj.unit else request.user.area_code)[:6]
        super().save_model(request, obj, form, change)

    def settle(self, request, record):
        follow(record)

    def private_of(self, record):
        row = CadrePrivate.objects.filter(cadre=record).first()
        return row or CadrePrivate(cadre=record, area_code=record.area_code)

    def warnings_on(self, record, values):
        number = values["id_number"]
        if not number:
            return []
        return ids.warnings(number, gender=record.gender, born=record.born_in)

    @method_decorator([require_POST, for_roles(Role.STAFF)])
    def account_view(self, request, cadre_id):
        """Open an account for a cadre who has none, with a slip to hand over."""
        cadre = self.found(request, str(cadre_id))
        if not self.has_change_permission(request, cadre) or cadre.user_id:
            raise PermissionDenied
        password = initial_password()
        account = open_account(cadre, password=password)
        context = {
            **self.admin_site.each_context(request),
            "title": "初始密码",
            "opts": self.opts,
            "account": account,
            "password": password,
            "back": self.url_of("change", cadre.pk),
        }
        return render(request, "admin/new_password.html", context)

    @admin.display(description="现任职村")
    def village(self, cadre):
        places = [f"{p.village.township}{p.village}" for p in cadre.open_postings]
        return "、".join(places) or "未任职"

    @admin.display(description="村内职务")
    def post(self, cadre):
        return "、".join(p.get_post_display() for p in cadre.open_postings)

    @admin.display(description="到村日期")
    def began_on(self, cadre):
        return cadre.open_postings[0].began_on if cadre.open_postings else None

    @admin.display(description="账号")
    def account(self, cadre):
        return cadre.user.username if cadre.user_id else "未开通"


@admin.register(Posting)
class PostingAdmin(PlacedAdmin):
    """To look postings up over all cadres; they are begun and ended on the cadre's own page."""

    keyset = ("village_id", "began_on", "pk")
    list_display = ["cadre", "village", "post", "batch", "began_on", "planned_end_on", "ended_on"]
    list_filter = [
        township_filter("village_id"),
        BatchFilter,
        StateFilter,
        period_filter("began_on", "到村日期"),
    ]
    list_select_related = ["cadre", "village__township", "batch"]
    search_fields = [
        "cadre__name",
        "cadre__pinyin",
        "cadre__initials",
        "village__name",
        "village__pinyin",
        "village__initials",
    ]
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [
        ("cadre", "village", "post"),
        ("batch", "began_on", "planned_end_on"),
        ("ended_on", "reason"),
    ]

    def get_readonly_fields(self, request, obj=None):
        """A posting stays its cadre's: given to another, the first would keep the village open."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "cadre"] if obj else fields

    def settle(self, request, record):
        follow(record.cadre)
