"""Hints: the township verifies, the cadre explains, the department decides. And the scheme."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from evaluation.forms import ByHandForm, StepForm
from evaluation.models import MOVES, OPEN, Behalf, Component, Hint, HintState, Scheme
from evaluation.moving import (
    OFFICES,
    SPEAKERS,
    TO,
    another_must,
    behalf_of,
    moves_of,
    waits_for_another,
)
from evaluation.showing import shown_records
from fushan.kit.constraints import sentence_of
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles

ROWS = Hint.objects.select_related("village__township", "cadre", "rule", "scheme")
MOST = 200


@for_roles(*SPEAKERS)
def hints(request):
    """Those that wait for somebody, by what they wait for; then what is over."""
    waiting = ROWS.open().order_by("village", "happened_on", "pk")[:MOST]
    over = ROWS.exclude(state__in=OPEN)
    context = {
        "waiting": waiting,
        "page": Page(over, by=("happened_on", "pk"), after=request.GET.get("after")),
        "may_write": request.user.role in OFFICES,
    }
    return render(request, "evaluation/hints.html", context)


@for_roles(*SPEAKERS)
def hint(request, hint_id):
    hint = get_object_or_404(ROWS.select_related("rule__indicator"), pk=hint_id)
    moves = moves_of(request.user, hint, localdate())
    context = {
        "hint": hint,
        "steps": hint.steps.select_related("made_by", "cadre").order_by("pk"),
        "doors": [_door(request.user, hint, to, to == moves[0][0]) for to, _ in moves],
        "another": "" if moves else waits_for_another(request.user, hint, localdate()),
        "records": shown_records(hint, request.user),
    }
    return render(request, "evaluation/hint.html", context)


def _door(user, hint, to, is_first):
    """(state, label, is main): to write for the cadre is never what the page asks for."""
    behalf = behalf_of(user, hint, to) == Behalf.CADRE
    return to, _label(to, behalf), is_first and not behalf


def _label(to, behalf):
    label = TO[to].label
    return f"代本人{label.removeprefix('本人')}" if behalf else label


@for_roles(*SPEAKERS)
def move_hint(request, hint_id, to):
    hint = get_object_or_404(ROWS, pk=hint_id)
    if to not in HintState.values:
        raise Http404("没有这一步。")
    if HintState(to) not in MOVES[HintState(hint.state)]:
        return _not_now(request, hint)
    if HintState(to) not in dict(moves_of(request.user, hint, localdate())):
        why = another_must(request.user, hint, HintState(to))
        raise PermissionDenied(why or "这一步现在不由您来办。")
    form = StepForm(request.POST or None, hint=hint, to=HintState(to), user=request.user)
    draft = f"{request.user.pk}:hint:{hint.pk}:{to}"
    if form.is_valid() and _made(request, form, draft):
        return redirect("hints:hint", hint.pk)
    label = _label(HintState(to), form.behalf == Behalf.CADRE)
    about = {"title": label, "hint": hint.rule, "button": label, "draft": draft}
    about |= {"know": hint.text, "scheme": hint.scheme, "steps": _said(hint), "behalf": form.behalf}
    return render(request, "evaluation/move_hint.html", {"form": form, **about})


def _said(hint):
    """What the steps before came to, each in words: the page that judges shows them."""
    return hint.steps.exclude(note="").select_related("made_by", "cadre").order_by("pk")


def _made(request, form, draft):
    try:
        form.made()
    except IntegrityError as error:
        form.add_error(None, sentence_of(error))
        return False
    said = f"已记下，现在是“{form.hint.state_word}”。"
    messages.success(request, said, extra_tags=draft)
    return True


def _not_now(request, hint):
    stands = hint.state_word
    messages.warning(request, f"这条提示现在是“{stands}”，不能直接走到这一步。")
    return redirect("hints:hint", hint.pk)


@for_roles(*OFFICES)
def write_hint(request):
    """By hand: what was verified on the spot, and what no record of ours shows."""
    form = ByHandForm(request.POST or None, user=request.user)
    if form.is_valid():
        hint = form.made()
        messages.success(request, "已登记为待核实提示，还没有认定。")
        return redirect("hints:hint", hint.pk)
    context = {
        "form": form,
        "title": "登记一条提示",
        "button": "登记",
        "know": "登记以后同样要核实、听本人说明、再认定；这里不扣分。",
        "scheme": Scheme.objects.in_use(localdate()).order_by("-area").first(),
    }
    return render(request, "evaluation/form.html", context)


@for_roles(*COUNTY_AND_BELOW)
def scheme(request):
    """The scheme in use here, whole: nobody is judged by what they cannot read."""
    day = localdate()
    parts = Prefetch("components", Component.objects.order_by("pk"))
    scheme = Scheme.objects.in_use(day).order_by("-area").first()
    context = {
        "scheme": scheme,
        "indicators": scheme and scheme.indicators.prefetch_related(parts).order_by("code"),
        "rules": scheme and scheme.rules.select_related("indicator").order_by("code"),
    }
    return render(request, "evaluation/scheme.html", context)
