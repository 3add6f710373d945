"""A draft read through its forms: what is complete, what is not, and the application that follows from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fengqiao.cases.standing import COMPANY, FORMS, SELF, Standing, StandingForm
from fengqiao.intake.arithmetic import plain_number
from fengqiao.intake.forms import AskForm, QuestionsForm, RequestForm, StoryForm, options
from fengqiao.intake.models import Draft
from fengqiao.intake.questions import Question
from fengqiao.intake.types import DisputeType, current_types
from fengqiao.people.forms import PeopleForm
from fengqiao.textkit.kinds import KindTerms, Suggestion, suggest

PAGES = ("story", "questions", "ask", "request", "standing")
"""In order; ``request`` is complete as long as nobody changed the sentence into nothing, ``standing`` for oneself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question, as the check page and the case show it."""

    question: Question
    shown: str
    prefilled: bool


@dataclass(frozen=True, slots=True)
class Application:
    """A complete application."""

    kind: DisputeType
    story: str
    answers: tuple[Answer, ...]
    raw_answers: Mapping[str, Any]
    name: str
    phone: str
    email: str
    credit_code: str
    wish: str
    amount: Decimal | None
    arithmetic: str
    request: str
    own_request: bool
    standing: Standing | None


class Sheet:
    """The forms of one draft on one day. A form without typed data is unbound."""

    def __init__(self, draft: Draft, today: date) -> None:
        self.draft = draft
        self.today = today
        self.typed: dict[str, dict[str, list[str]]] = json.loads(draft.typed)

    @cached_property
    def kinds(self) -> tuple[DisputeType, ...]:
        """Return every kind that can be chosen today."""
        return current_types(self.today)

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """Return the kinds that the words suggest, best first, each with the words."""
        return suggest(self.story_text, [KindTerms(kind.code, kind.terms) for kind in self.kinds])

    @property
    def suggestion(self) -> Suggestion | None:
        """Return the kind that the words suggest most."""
        return self.suggestions[0] if self.suggestions else None

    @property
    def near(self) -> tuple[DisputeType, ...]:
        """Return two other kinds that the words suggest."""
        found = {row.code: row for row in self.suggestions}
        kinds = sorted((kind for kind in self.kinds if kind.code in found), key=lambda kind: -found[kind.code].score)
        return tuple(kind for kind in kinds if kind != self.kind)[:2]

    @property
    def far(self) -> tuple[DisputeType, ...]:
        """Return every kind that is neither chosen nor near."""
        return tuple(kind for kind in self.kinds if kind != self.kind and kind not in self.near)

    @cached_property
    def kind(self) -> DisputeType | None:
        """Return the kind that the person chose, else the suggested one."""
        suggested = self.suggestion.code if self.suggestion else ""
        wanted = self.draft.type_code or suggested
        return next((kind for kind in self.kinds if kind.code == wanted), None)

    @property
    def because(self) -> tuple[str, ...]:
        """Return the very words for which this kind was suggested; empty when the person chose another."""
        if self.suggestion is None or self.kind is None or self.suggestion.code != self.kind.code:
            return ()
        return self.suggestion.because[:3]

    @cached_property
    def story_text(self) -> str:
        """Return the story as typed."""
        return (self.typed.get("story", {}).get("story") or [""])[0]

    @cached_property
    def story(self) -> StoryForm:
        """Return the form of the first page."""
        return StoryForm(self._data("story"))

    @cached_property
    def questions(self) -> QuestionsForm:
        """Return the questions of the kind; LookupError before a kind is known."""
        return QuestionsForm(
            self._data(self.questions_key), kind=self._known_kind(), story=self.story_text, today=self.today
        )

    @property
    def questions_key(self) -> str:
        """Return the key under which the answers are kept: a change of kind loses none."""
        return f"questions:{self._known_kind().code}"

    @cached_property
    def ask(self) -> AskForm:
        """Return the form about the other side and the wish."""
        numbers = self.questions.numbers if self.questions.is_valid() else {}
        return AskForm(self._data("ask"), kind=self._known_kind(), numbers=numbers)

    @cached_property
    def request(self) -> RequestForm:
        """Return the sentence, generated or changed."""
        return RequestForm(self._data("request"), initial={"request": self.generated_request})

    @property
    def whom(self) -> str:
        """Return for whom the application is: ``self``, ``company``, ``child`` or ``agent``."""
        wanted = (self.typed.get("whom", {}).get("stands_for") or [SELF])[0]
        return wanted if wanted in FORMS else SELF

    @cached_property
    def standing(self) -> StandingForm | None:
        """Return the form about whoever the application is for; None for oneself."""
        if self.whom == SELF:
            return None
        known: dict[str, Any] = {"person": self.draft.person} if self.whom == COMPANY else {}
        return FORMS[self.whom](self._data(f"for:{self.whom}"), has_paper=self.draft.authority_id is not None, **known)

    @property
    def own_request(self) -> bool:
        """Return whether the person changed the sentence."""
        return "request" in self.typed

    @property
    def generated_request(self) -> str:
        """Return the sentence that follows from the wish; empty while that is not valid."""
        if not self.ask.is_valid():
            return ""
        remedy = self.ask.kind.remedy(self.ask.cleaned_data["wish"])
        amount = self.amount[0]
        return remedy.request.own.replace("{amount}", plain_number(amount) if amount else "")

    @property
    def amount(self) -> tuple[Decimal | None, str]:
        """Return the amount asked and its arithmetic; the person's own amount has none."""
        data = self.ask.cleaned_data
        remedy = self.ask.kind.remedy(data["wish"])
        if not remedy.money:
            return None, ""
        if data["amount"] is not None:
            return data["amount"], ""
        return self.ask.proposed(remedy) or (None, "")

    def unfinished(self) -> list[str]:
        """Return the pages that still need something, in order."""
        if not self.story.is_valid():
            return ["story"]
        if self.kind is None:
            return ["questions"]
        forms: dict[str, PeopleForm] = {"questions": self.questions, "ask": self.ask}
        if self.own_request:
            forms["request"] = self.request
        if self.standing:
            forms["standing"] = self.standing
        return [page for page, form in forms.items() if not form.is_valid()]

    def application(self) -> Application:
        """Return the complete application; ValueError when a page is unfinished."""
        if missing := self.unfinished():
            raise ValueError(f"unfinished: {', '.join(missing)}")
        ask = self.ask.cleaned_data
        channel, address = ask["contact"]
        amount, arithmetic = self.amount
        return Application(
            kind=self._known_kind(),
            story=self.story.cleaned_data["story"],
            answers=tuple(self._answers()),
            raw_answers={question.id: self._raw(question) for question in self._known_kind().questions},
            name=ask["name"],
            phone=address if channel == "sms" else "",
            email=address if channel == "mail" else "",
            credit_code=ask["credit_code"],
            wish=ask["wish"],
            amount=amount,
            arithmetic=arithmetic,
            request=self.request.cleaned_data["request"] if self.own_request else self.generated_request,
            own_request=self.own_request,
            standing=self.standing.standing if self.standing else None,
        )

    def _answers(self) -> list[Answer]:
        found = self.questions.initial
        return [
            Answer(question, self._shown(question), str(found.get(question.id, "")) == self._first(question.id) != "")
            for question in self._known_kind().questions
        ]

    def _shown(self, question: Question) -> str:
        value = self.questions.cleaned_data[question.id]
        if question.kind in {"choice", "yesno"}:
            return dict(options(question)).get(value, "").partition("\n")[0]
        if value in (None, ""):
            return question.escape.own
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        if question.kind == "amount":
            return _("CNY %(amount)s") % {"amount": plain_number(value)}
        return plain_number(value) if isinstance(value, Decimal) else str(value)

    def _raw(self, question: Question) -> str:
        value = self.questions.cleaned_data[question.id]
        return "" if value is None else str(value)

    def _first(self, name: str) -> str:
        return (self.typed.get(self.questions_key, {}).get(name) or [""])[0]

    def _known_kind(self) -> DisputeType:
        if self.kind is None:
            raise LookupError("no kind of dispute is chosen yet")
        return self.kind

    def _data(self, page: str) -> MultiValueDict[str, str] | None:
        return MultiValueDict(self.typed[page]) if page in self.typed else None
