"""Which columns somebody ticked or mapped, read from what a page sends."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from fushan.catalogue.tables import (
    APART,
    FIGURE,
    KINDS,
    Chosen,
    figures_of,
    groups,
    known_elsewhere,
)
from fushan.kit.sheets.heading import Heading
from fushan.org.models import Area
from fushan.org.roles import Role
from fushan.reports.models import TableLayout

TYPED = ("name", "title", "which", "period", "filled_by", "maker", "checker", "head")
LONGEST, LAST_ROW = 40, 200
UNKNOWN = "“{header}”：没有“{said}”这一项，请从列出的里面选，或者清空。"
ELSEWHERE = "一行是{kind}的表没有这一项，一行是{other}的表才有（{label}）"
TWICE = "“{label}”对应了 {count} 列（{places}），两列会填得一样；不对的请改。"


def known_codes(kind):
    return {*kind.by_code, *(f"{FIGURE}{figure.code}" for figure in figures_of(kind))}


def initial_of(layout):
    """What the form shows of a layout."""
    shown = {name: getattr(layout, name) for name in TYPED}
    return shown | {"wan": any(column.wan for column in layout.chosen)}


def signed_as_before(user):
    """Who fills in and signs a new one: as on the last; the office and oneself on the first."""
    rows = TableLayout.objects.kept().filter(area_code=user.area_code).exclude(filled_by="")
    last = rows.order_by("-changed_at", "-pk").first()
    if last:
        told = {name: getattr(last, name) for name in ("filled_by", "checker", "head")}
    else:
        place = Area.objects.get(pk=user.area_code)
        office = "委组织部" if user.role == Role.STAFF else ""
        told = {"filled_by": f"{place}{office}"}
    return told | {"maker": user.name}


@dataclass(frozen=True)
class Picked:
    """The columns in their order."""

    columns: list

    @classmethod
    def of(cls, layout):
        return cls(layout.chosen)

    @classmethod
    def posted(cls, post, kind):
        """Those in order that are still ticked, then what was ticked since; one step moved."""
        known, ticked = known_codes(kind), post.getlist("column")
        codes = [code for code in post.getlist("order") if code in ticked]
        codes += [code for code in ticked if code not in codes]
        codes = [code for code in dict.fromkeys(codes) if code in known]
        _move(codes, *post.get("move", ":").split(":", 1))
        wan = "wan" in post
        return cls([_column(code, post, kind, wan) for code in codes])

    @property
    def codes(self):
        return [column.code for column in self.columns]

    def lines(self, kind):
        """[(code, the words over the column)]"""
        return [(column.code, column.heading(kind)) for column in self.columns]

    def ticked(self, offered):
        """[(heading, [(code, label, definition, is ticked)], how many are)]"""
        codes = set(self.codes)
        found = []
        for heading, lines in offered:
            marked = [(*line, line[0] in codes) for line in lines]
            found.append((heading, marked, sum(line[3] for line in marked)))
        return found


def _column(code, post, kind, wan):
    plain = Chosen(code, wan=wan)
    title = post.get(f"title:{code}", "").strip()[:LONGEST]
    money = wan and plain.is_money(kind)
    own = replace(plain, wan=money)
    return replace(own, title="" if title == own.heading(kind) else title)


def _move(codes, way, code):
    if code not in codes:
        return
    place = codes.index(code)
    codes.pop(place)
    if way == "up":
        codes.insert(max(0, place - 1), code)
    elif way == "down":
        codes.insert(place + 1, code)


class Mapping:
    """What each column of a superior's header is filled with.

    `read`: the columns anew, of a header and a kind of rows. Where somebody says that these are
    others than were found, the layout is told so, and nothing is saved before they say that too.
    """

    def __init__(self, layout, given, post, read):
        self.layout, self.post, self.faults = layout, post, []
        before = (layout.kind, layout.top, layout.bottom)
        layout.kind, layout.top, layout.bottom = shown = self._shown(before)
        self.kind, self.heading = layout.rows_kind, Heading(given, layout.top, layout.bottom)
        anew = "reread" in post or shown != before
        self.columns = read(self.heading, self.kind) if anew else layout.chosen
        if post and "reread" not in post:
            self.columns = [self._posted(column) for column in self.columns]

    def _shown(self, before):
        """(kind, top, bottom) as just asked for, or as the page had it that was sent."""
        post = self.post
        if "reread" in post:
            asked = [post.get("kind", ""), post.get("top", ""), post.get("bottom", "")]
        else:
            asked = post.get("shown", "").split(":")
        if len(asked) != 3 or asked[0] not in KINDS:
            return before
        top, bottom = sorted((_number(asked[1]), _number(asked[2])))
        return asked[0], top, bottom

    @property
    def shown(self):
        return f"{self.layout.kind}:{self.heading.top}:{self.heading.bottom}"

    def _posted(self, column):
        said = self.post.get(f"code:{column.at}", "").strip()
        code = self.labels.get(said, "")
        if said and not code:
            self.faults.append(UNKNOWN.format(header=column.title, said=said[:LONGEST]))
        sure = code != column.code or "save" in self.post
        wan = self.post.get(f"wan:{column.at}") == "1"
        return replace(column, code=code, wan=wan, guessed=column.guessed and not sure)

    def lines(self):
        """[(Chosen, what fills it, is 序号, is money)] as the page draws them."""
        labels = {code: label for label, code in self.labels.items()}
        return [
            (
                column,
                labels.get(column.code, ""),
                column.is_order,
                column.is_money(self.kind),
            )
            for column in self.columns
        ]

    @property
    def matched(self):
        """Those that something fills, 序号 with them."""
        return [column for column in self.columns if column.code or column.is_order]

    @property
    def guessed(self):
        return [column for column in self.columns if column.code and column.guessed]

    def left_open(self):
        """[(header, why nothing can fill it, where the rows are the reason)]"""
        left = [column for column in self.columns if not column.code and not column.is_order]
        return [(column.title, self._elsewhere(column)) for column in left]

    def _elsewhere(self, column):
        known = known_elsewhere(tuple(column.title.split(APART)), self.kind)
        if known is None:
            return ""
        other, label = known
        return ELSEWHERE.format(kind=self.kind.label, other=other, label=label)

    @cached_property
    def offered(self):
        return groups(self.kind)

    @cached_property
    def labels(self):
        """{what stands in the list: code}"""
        return {label: code for _, lines in self.offered for code, label, _ in lines}

    def warnings(self):
        """What is filled twice may be meant, and is told."""
        times = Counter(column.code for column in self.columns if column.code)
        return [self._twice(code, count) for code, count in times.items() if count > 1]

    def _twice(self, code, count):
        same = [column for column in self.columns if column.code == code]
        places = "、".join(column.title for column in same)
        return TWICE.format(label=same[0].label(self.kind), count=count, places=places)


def _number(written):
    return max(1, min(int(written), LAST_ROW)) if written.isdecimal() else 1
