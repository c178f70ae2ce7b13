"""The admin's lists: by key, counted up to a thousand, searched by the start of indexed columns."""

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.paginator import Paginator
from django.db.models import Q, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from unfold.views import ChangeList

from fushan.kit import pinyin
from fushan.kit.paging import Page
from fushan.kit.periods import Period

COUNTED = 1000
FEW = 300  # more of them are met soon on the way down the list
OFFERED = 20  # as many as an autocomplete shows before one must type another letter


class KeysetList(ChangeList):
    """`?after=` leads on from the last row shown; nothing is ever counted off from the top."""

    def __init__(self, request, *args, **kwargs):
        self.after = request.GET.get("after")
        super().__init__(request, *args, **kwargs)
        self.title = self.opts.verbose_name_plural

    def get_queryset(self, request, exclude_parameters=None):
        self.params.pop("after", None)
        self.filter_params.pop("after", None)
        return super().get_queryset(request, exclude_parameters)

    def get_ordering(self, request, queryset):
        sign = "-" if self.model_admin.latest_first else ""
        return [sign + path for path in self.model_admin.keyset]

    def get_results(self, request):
        page = Page(
            self.queryset,
            by=self.model_admin.keyset,
            latest_first=self.model_admin.latest_first,
            after=self.after,
            size=self.list_per_page,
        )
        prefetch_related_objects(page, *self.model_admin.list_prefetch_related)
        self.model_admin.complete(page)
        self.result_list = page
        self.next_url = self.get_query_string({"after": page.after}) if page.after else ""
        self.count_up_to_a_thousand()
        self.can_show_all = self.show_all = self.multi_page = False
        self.paginator = None

    def count_up_to_a_thousand(self):
        """`count_label` is what is said; `result_count` is for templates that want a number."""
        count = len(self.result_list)
        if self.after or self.next_url:
            count = self.queryset.order_by()[: COUNTED + 1].count()
        self.count_label = f"{COUNTED}+" if count > COUNTED else str(count)
        self.result_count = self.full_result_count = min(count, COUNTED)


class FirstMatches(Paginator):
    """What an autocomplete offers: the first matches and no second page, so nothing is counted."""

    @cached_property
    def count(self):
        return OFFERED


def starting_with(model, fields, words):
    """Rows that have each word at the start of a field: letters are pinyin, figures a code.

    What a relation has is asked first: few keys are found by index, and no join doubles a row.
    """
    found = Q()
    for word in words.split():
        found &= _either(model, fields, word)
    return found


def _either(model, fields, word):
    found, related = Q(pk__in=[]), {}
    for path in fields:
        relation, _, column = path.rpartition("__")
        if not _fits(column, word):
            continue
        if relation:
            related[relation] = related.get(relation, Q()) | _begins(column, word)
        else:
            found |= _begins(column, word)
    for relation, begins in related.items():
        rows = model._meta.get_field(relation).related_model.objects.filter(begins)
        few = list(rows.values_list("pk", flat=True)[: FEW + 1])
        found |= Q(**{f"{relation}__in": few if len(few) <= FEW else rows})
    return found


def _fits(column, word):
    if column in ("pinyin", "initials"):
        return word.isascii() and not word.isdigit()
    if column in ("pk", "code", "area_code"):
        return word.isdigit()
    return True


def _begins(column, word):
    if column == "pinyin":
        return Q(pinyin__regex=pinyin.spelt(word))
    if column == "initials":
        word = word.lower()
    return Q(**{f"{column}__startswith": word})


class PeriodFilter(SimpleListFilter):
    """This week, month, quarter or year, or any two dates: `?period=2026-11`, `?since=&until=`."""

    title = "日期"
    parameter_name = "period"
    template = "admin/period_filter.html"
    on = "happened_on"

    def __init__(self, request, params, model, model_admin):
        self.dates = {name: (params.pop(name, None) or [""])[-1] for name in ("since", "until")}
        super().__init__(request, params, model, model_admin)

    def expected_parameters(self):
        return [self.parameter_name, "since", "until"]

    def lookups(self, request, model_admin):
        today = localdate()
        week = Period.of("week", today)
        return [
            (week.code, "本周"),
            (week.previous.code, "上周"),
            (Period.of("month", today).code, "本月"),
            (Period.of("quarter", today).code, "本季"),
            (Period.of("year", today).code, "本年"),
        ]

    def period(self):
        """What was asked for, or None. A misspelt one sends back to the whole list."""
        code = self.value()
        if all(self.dates.values()):
            code = "{since}~{until}".format(**self.dates)
        try:
            return Period.parse(code, today=localdate()) if code else None
        except ValueError as error:
            raise IncorrectLookupParameters(str(error)) from error

    def queryset(self, request, rows):
        period = self.period()
        return rows.filter(self.inside(period)) if period else rows

    def inside(self, period):
        return Q(**{f"{self.on}__range": (period.first, period.last)})

    def choices(self, changelist):
        """The pills; `kept` is what a form with two dates must carry along."""
        own = self.expected_parameters()
        self.kept = [
            (name, value)
            for name, values in changelist.filter_params.items()
            for value in values
            if name not in own
        ]
        chosen = None if any(self.dates.values()) else self.value()
        for code, label in [(None, "全部"), *self.lookup_choices]:
            query = changelist.get_query_string({"period": code}, ["period", "since", "until"])
            yield {
                "selected": chosen == code and not any(self.dates.values()),
                "query_string": query,
                "display": label,
            }


def period_filter(on, title="日期"):
    """A PeriodFilter over this date field."""
    return type("PeriodFilter", (PeriodFilter,), {"on": on, "title": title})
