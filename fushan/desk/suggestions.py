"""Taking in a suggestion without learning whose it is.

No Submission, no entry in the log, no history: nothing is written but the row itself, and that
says the page, the words and the day. Even the page is told without the village or person in its
address. How many a day are taken is counted for all together.
"""

import re
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models.functions import Left, Length
from django.forms import CharField, Form, HiddenInput, Textarea, UUIDField
from django.urls import Resolver404, resolve, reverse
from django.utils.timezone import localdate
from psycopg.errors import UniqueViolation

from fushan.desk.models import Suggestion, number
from fushan.org.models import Area

FROM_OUTSIDE = 10  # a day, of those who are not signed in; they never use up the others' share
ANY = re.compile(r"<[^>]*>")
FULL = "今天收到的建议已经满了，请明天再提；急的可以直接打监督电话。"


def page_named(address):
    """`/visits/new/…/` for an address of ours; nothing for any other."""
    try:
        route = resolve(address).route
    except Resolver404:
        return ""
    return "/admin/" if "(?P" in route else f"/{ANY.sub('…', route)}"[:100]


def county_for(user):
    """The county whose department answers: one's own, or the only one there is; None if unclear."""
    own = getattr(user, "area_code", "")[:6]
    if len(own) == 6:
        return own
    townships = Area.objects.annotate(length=Length("pk")).filter(length=9)
    counties = townships.annotate(county=Left("pk", 6)).order_by("county").values_list("county")
    found = [county for (county,) in counties.distinct()[:2]]
    return found[0] if len(found) == 1 else None


class SuggestionForm(Form):
    id = UUIDField(
        label="这一页",
        widget=HiddenInput,
        initial=uuid4,
        error_messages=dict.fromkeys(["required", "invalid"], "这一页不能用了，请重新打开再提。"),
    )
    page = CharField(widget=HiddenInput, required=False, max_length=500)
    text = CharField(
        label="哪一步多余、重复、可以更省事？",
        help_text="不用写姓名和村名，没有人知道是谁提的",
        max_length=1000,
        widget=Textarea(attrs={"rows": 4, "maxlength": 1000}),
        error_messages={"required": "请写下建议。", "max_length": "请不要超过1000个字。"},
    )

    def saved(self, county, *, signed_in):
        """Take it in. The same page sent twice is answered as the first time."""
        if not self.is_valid():
            return False
        door = reverse("sign-in")
        page = page_named(self.cleaned_data["page"]) if signed_in else door
        if is_full(county, door, outside=page == door):
            self.add_error(None, FULL)
            return False
        text = self.cleaned_data["text"]
        row = Suggestion(pk=self.cleaned_data["id"], area_id=county, page=page, text=text)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if not isinstance(error.__cause__, UniqueViolation):
                raise
        return True


def is_full(county, door, *, outside):
    today = Suggestion.objects.filter(area=county, made_on=localdate())
    if outside:
        return today.filter(page=door).count() >= FROM_OUTSIDE
    return today.exclude(page=door).count() >= number("suggestions_a_day")
