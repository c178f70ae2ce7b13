"""Suggestions to spare people work: made by nobody, answered for everybody to read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render

from fushan.desk.models import SuggestionAnswer, page_in_words
from fushan.desk.suggestions import SuggestionForm, county_for, page_named
from fushan.kit.paging import Page
from fushan.org.reach import RELIEF, reach

TAKEN = "建议已收到，没有记下是谁提的。组织部在5个工作日内答复，答复公布在这一页。"


@login_not_required
def suggestions(request):
    """Asked as nobody, whoever is signed in."""
    with reach(RELIEF):
        return _suggestions(request)


def _suggestions(request):
    county, about = county_for(request.user), request.GET.get("page", "")
    form = SuggestionForm(request.POST or None, initial={"page": about})
    signed_in = request.user.is_authenticated
    if county and request.method == "POST" and form.saved(county, signed_in=signed_in):
        messages.success(request, TAKEN)
        return redirect("suggestions")
    answers = SuggestionAnswer.objects.published().select_related("suggestion")
    context = {
        "form": form if county else None,
        "about": page_in_words(page_named(form["page"].value() or "")),
        "page": Page(answers, by=("answered_on", "pk"), after=request.GET.get("after")),
    }
    return render(request, "desk/suggestions.html", context)
