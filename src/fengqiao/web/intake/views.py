"""The pages of an application up to the evidence: tell, questions, ask, request."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fengqiao.intake.actions import begin, choose_kind, forget
from fengqiao.intake.forms import PageForm, StoryForm
from fengqiao.intake.models import Draft
from fengqiao.intake.queries import drafts_of
from fengqiao.intake.sheet import Sheet
from fengqiao.people.clients import client_address
from fengqiao.people.errors import TooOften
from fengqiao.web.intake.drafts import current_draft, keep_posted, onward, remember, to, visitor_of, with_draft

SCREENS = 6
pages = require_http_methods(["GET", "HEAD", "POST"])


@pages
def tell(request: HttpRequest) -> HttpResponse:
    """Take what happened in the person's own words; the home page posts here too and begins a new draft."""
    at = timezone.now()
    draft = current_draft(request, at)
    if request.method != "POST":
        form = StoryForm(initial={"story": _sheet(draft, at).story_text} if draft else None)
        return _show_tell(request, form, draft, at)
    form = StoryForm(request.POST)
    editing = draft is not None and request.POST.get("draft") == str(draft.pk)
    if not editing:
        draft = None
        if request.POST.get("story", "").strip():
            try:
                draft = begin(client=client_address(request), person=visitor_of(request), at=at)
            except TooOften as error:
                form.add_error(None, error.message)  # type: ignore[arg-type]
                return _show_tell(request, form, None, at, status=429)
    if draft:
        keep_posted(draft, "story", request.POST, at)
    answer = onward(request, "questions") if form.is_valid() else _show_tell(request, form, draft, at, status=422)
    return remember(answer, draft) if draft else answer


@pages
@with_draft
def questions(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Show how we understand the story, let it be corrected with one tap, and ask the few questions of that kind."""
    sheet = _sheet(draft, at)
    if not sheet.story.is_valid():
        return to("tell")
    if request.method != "POST":
        return _show(request, "questions", sheet, sheet.questions if sheet.kind else None)
    if sheet.kind:
        keep_posted(draft, sheet.questions_key, request.POST, at)
    wanted = request.POST.get("kind", "")
    if wanted == "none":
        return to("elsewhere")
    if wanted in {kind.code for kind in sheet.kinds}:
        choose_kind(draft, wanted, at=at)
        return to("questions")
    sheet = _sheet(draft, at)
    if sheet.kind and sheet.questions.is_valid():
        return onward(request, "ask")
    return _show(request, "questions", sheet, sheet.questions if sheet.kind else None, status=422)


@require_safe
@with_draft
def elsewhere(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Say which kinds we handle and where to go with others; the draft stays."""
    return render(request, "intake/elsewhere.html", {"sheet": _sheet(draft, at)})


@pages
@with_draft
def ask(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Take the other side and what is asked of it, with the amounts that follow from the answers."""
    sheet = _sheet(draft, at)
    if sheet.kind is None or not sheet.questions.is_valid():
        return to("questions")
    if request.method != "POST":
        return _show(request, "ask", sheet, sheet.ask)
    keep_posted(draft, "ask", request.POST, at)
    sheet = _sheet(draft, at)
    return onward(request, "evidence") if sheet.ask.is_valid() else _show(request, "ask", sheet, sheet.ask, status=422)


@pages
@with_draft
def change_request(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Let the person write the request in own words, or take the generated sentence back."""
    sheet = _sheet(draft, at)
    if sheet.kind is None or not sheet.ask.is_valid():
        return to("ask") if sheet.kind else to("questions")
    if request.method != "POST":
        return _show(request, "request", sheet, sheet.request)
    if request.POST.get("act") == "generate":
        forget(draft, "request", at=at)
        return to("check")
    keep_posted(draft, "request", request.POST, at)
    sheet = _sheet(draft, at)
    return to("check") if sheet.request.is_valid() else _show(request, "request", sheet, sheet.request, status=422)


def _sheet(draft: Draft, at: datetime) -> Sheet:
    return Sheet(draft, timezone.localdate(at))


def _show_tell(
    request: HttpRequest, form: StoryForm, draft: Draft | None, at: datetime, status: int = 200
) -> HttpResponse:
    person = visitor_of(request)
    others = [row for row in drafts_of(person, at=at) if row != draft] if person else []
    context = {
        "form": form,
        "draft": draft,
        "others": [(row, _sheet(row, at).story_text) for row in others],
        "then": _then(request),
    }
    return render(request, "intake/tell.html", context, status=status)


def _show(request: HttpRequest, page: str, sheet: Sheet, form: PageForm | None, status: int = 200) -> HttpResponse:
    context = {"sheet": sheet, "form": form, "draft": sheet.draft, "then": _then(request), "screens": SCREENS}
    return render(request, f"intake/{page}.html", context, status=status)


def _then(request: HttpRequest) -> str:
    wanted = request.POST.get("then") or request.GET.get("then")
    return "check" if wanted == "check" else ""
