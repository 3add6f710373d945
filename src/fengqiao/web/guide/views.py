"""Where do I stand: from a kind of dispute to findings, limits and letters, without a name and without a trace."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fengqiao.intake.actions import begin, choose_kind, keep
from fengqiao.intake.exploring import Exploration, GuideForm
from fengqiao.intake.fields import OwnWords
from fengqiao.intake.forms import PageForm
from fengqiao.intake.types import DisputeType, current_types
from fengqiao.people.clients import client_address
from fengqiao.people.errors import TooOften
from fengqiao.textkit.kinds import KindTerms, Suggestion, suggest
from fengqiao.web.guide.state import Expired, State, TooLong, Unreadable, carry, drop, packed, read
from fengqiao.web.intake.drafts import remember, visitor_of

MOST = 10
"""Screens of the longest way."""
LONGEST_STORY = 800
GuideView = Callable[..., HttpResponse]


class WordsForm(PageForm):
    """What happened, in a few words: enough to suggest a kind."""

    story = OwnWords(
        longest=LONGEST_STORY,
        rows=3,
        required=False,
        label=gettext_lazy("Or write what happened, and we suggest one"),
        help_text=gettext_lazy("A sentence or two. It is kept in this browser only."),
        missing="",
    )


def readable(view: GuideView) -> GuideView:
    """Give the view the visitor's answers; what cannot be used is thrown away with a word about why."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, state=read(request), **kwargs)
        except Expired:
            return drop(render(request, "guide/again.html", {"expired": True}, status=410))
        except Unreadable:
            return drop(render(request, "guide/again.html", {"expired": False}, status=400))

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
@readable
def start(request: HttpRequest, state: State) -> HttpResponse:
    """Offer every kind of dispute, and suggest some from the visitor's own words."""
    if request.method != "POST":
        return _show_start(request, WordsForm(initial={"story": state.story}), state.story)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _show_start(request, form, "", status=422)
    try:
        text = packed(State(form.cleaned_data["story"], state.kind, state.version, state.answers))
    except TooLong:
        form.add_error("story", _("This is more than the browser keeps for us. Please shorten it."))
        return _show_start(request, form, "", status=422)
    return carry(_to(reverse("guide:start") + "#kinds"), text)


@require_http_methods(["GET", "HEAD", "POST"])
@readable
def screen(request: HttpRequest, kind: str, screen: int, state: State) -> HttpResponse:
    """Ask the questions of one screen. An address to which the answers do not lead goes to the first open screen."""
    found = _kind(kind)
    state = state.of(found)
    exploring = _exploration(found, state)
    if not exploring.questions(screen):
        return _next_open(exploring, state)
    if request.method != "POST":
        return _show_screen(request, exploring, screen, exploring.form(screen))
    form = exploring.form(screen, request.POST)
    if not form.is_valid():
        return _show_screen(request, exploring, screen, form, status=422)
    answers = {question.id: request.POST.get(question.id, "") for question in form.questions}
    state = state.answered(answers)
    try:
        text = packed(state)
    except TooLong:
        form.add_error(None, _("This is more than the browser keeps for us. Please shorten it."))
        return _show_screen(request, exploring, screen, form, status=422)
    after = _exploration(found, state)
    nowhere = request.POST.get("then") == "result" and after.unanswered is None
    following = None if nowhere else after.after(screen)
    return carry(_to(_address(found, following)), text)


@require_safe
@readable
def result(request: HttpRequest, kind: str, state: State) -> HttpResponse:
    """Show where the visitor stands; whoever has not answered everything goes on with the questions."""
    return _whole(request, kind, state, lambda exploring: _show_result(request, exploring, state))


@require_safe
@readable
def letter(request: HttpRequest, kind: str, letter: str, state: State) -> HttpResponse:
    """Show one letter alone, to print."""

    def show(exploring: Exploration) -> HttpResponse:
        return render(request, "guide/letter.html", {"e": exploring, "written": _written(exploring, letter)})

    return _whole(request, kind, state, show)


@require_safe
@readable
def letter_text(request: HttpRequest, kind: str, letter: str, state: State) -> HttpResponse:
    """Hand one letter out as plain text, in the page's language or in the one asked for."""

    def hand_out(exploring: Exploration) -> HttpResponse:
        written = _written(exploring, letter)
        wanted = request.GET.get("lang") or get_language() or ""
        text = written.text(english=wanted.startswith("en"))
        headers = {"Content-Disposition": f'attachment; filename="{written.letter.id}.txt"'}
        return HttpResponse("\ufeff" + text, content_type="text/plain; charset=utf-8", headers=headers)

    return _whole(request, kind, state, hand_out)


@require_POST
@readable
def onward(request: HttpRequest, kind: str, state: State) -> HttpResponse:
    """Begin an application with everything that was typed here. Only now is anything stored."""

    def go_on(exploring: Exploration) -> HttpResponse:
        at = timezone.now()
        try:
            draft = begin(client=client_address(request), person=visitor_of(request), at=at)
        except TooOften as error:
            return _show_result(request, exploring, state, error=str(error.message), status=429)
        keep(draft, "story", {"story": [state.story or exploring.story()]}, at=at)
        choose_kind(draft, exploring.kind.code, at=at)
        known = {name: [exploring.answers[name]] for name in _shared(exploring)}
        keep(draft, f"questions:{exploring.kind.code}", known, at=at)
        page = "questions" if len(state.story) >= 5 else "tell"
        return remember(_to(reverse(f"intake:{page}")), draft)

    return _whole(request, kind, state, go_on)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Throw the answers away."""
    return drop(_to(reverse("guide:start")))


def _shared(exploring: Exploration) -> list[str]:
    """Return the questions of the application that the guide has asked."""
    asked = {asked.question.id for asked in exploring.asked}
    return [question.id for question in exploring.kind.questions if question.id in asked]


def _kind(code: str) -> DisputeType:
    for found in current_types(timezone.localdate()):
        if found.code == code and found.guide:
            return found
    raise Http404(code)


def _exploration(kind: DisputeType, state: State) -> Exploration:
    return Exploration(kind, state.answers, timezone.localdate())


def _written(exploring: Exploration, name: str) -> Any:
    try:
        return exploring.letter(name)
    except LookupError:
        raise Http404(name) from None


def _whole(request: HttpRequest, code: str, state: State, show: Callable[[Exploration], HttpResponse]) -> HttpResponse:
    found = _kind(code)
    state = state.of(found)
    exploring = _exploration(found, state)
    return show(exploring) if exploring.unanswered is None else _next_open(exploring, state)


def _next_open(exploring: Exploration, state: State) -> HttpResponse:
    return _to(_address(exploring.kind, exploring.unanswered))


def _address(kind: DisputeType, number: int | None) -> str:
    if number is None:
        return reverse("guide:result", args=[kind.code])
    return reverse("guide:screen", args=[kind.code, number])


def _to(address: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(address, status=303)


def _suggestions(story: str, kinds: list[DisputeType]) -> list[Suggestion]:
    return suggest(story, [KindTerms(kind.code, kind.terms) for kind in kinds])[:3] if story else []


def _show_start(request: HttpRequest, form: forms.BaseForm, story: str, status: int = 200) -> HttpResponse:
    kinds = [kind for kind in current_types(timezone.localdate()) if kind.guide]
    found = _suggestions(story, kinds)
    by_code = {kind.code: kind for kind in kinds}
    near = [(by_code[row.code], row.because[:3]) for row in found]
    rest = [kind for kind in kinds if kind.code not in {row.code for row in found}]
    context = {"form": form, "story": story, "near": near, "rest": rest, "most": MOST}
    return render(request, "guide/start.html", context, status=status)


def _show_screen(
    request: HttpRequest, exploring: Exploration, number: int, form: GuideForm, status: int = 200
) -> HttpResponse:
    wanted = request.POST.get("then") or request.GET.get("then")
    before = exploring.before(number)
    context = {
        "e": exploring,
        "form": form,
        "n": exploring.step(number),
        "m": max(exploring.length, exploring.step(number) + 1),
        "address": _address(exploring.kind, number),
        "then": "result" if wanted == "result" and exploring.unanswered is None else "",
        "back": _address(exploring.kind, before) if before else reverse("guide:start"),
    }
    return render(request, "guide/screen.html", context, status=status)


def _show_result(
    request: HttpRequest, exploring: Exploration, state: State, error: str = "", status: int = 200
) -> HttpResponse:
    context = {"e": exploring, "story": state.story, "error": error, "english": (get_language() or "").startswith("en")}
    return render(request, "guide/result.html", context, status=status)
