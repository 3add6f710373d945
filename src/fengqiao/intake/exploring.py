"""One exploration of a guide: the answers so far, and what they lead to. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fengqiao.intake.arithmetic import plain_number
from fengqiao.intake.forms import PageForm, options, question_field, refuse_more_than
from fengqiao.intake.guide import BLANKS, PLACE, TODAY, Asked, Finding, Guide, Letter, Limit
from fengqiao.intake.limits import Counted, counted, needs_start
from fengqiao.intake.nodes import Words
from fengqiao.intake.questions import Question
from fengqiao.intake.types import DisputeType
from fengqiao.intake.ways import Way, ways

BLANK = "______"


class GuideForm(PageForm):
    """Some questions of a guide: those of one screen, or all that were asked."""

    def __init__(self, *args: Any, questions: tuple[Question, ...], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.id] = question_field(question, today)
            self.fields[question.id].required = question.kind in {"choice", "yesno"}

    def clean(self) -> dict[str, Any]:
        """Check numbers against each other."""
        data = super().clean() or {}
        refuse_more_than(self, self.questions, data)
        return data


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, as the result page shows it, with the screen on which it can be changed."""

    question: Question
    shown: str
    screen: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One time limit with its sum. ``passed``: the day lies behind us, which alone decides nothing."""

    limit: Limit
    counted: Counted
    passed: bool
    unknown: bool


@dataclass(frozen=True, slots=True)
class Written:
    """One letter with the answers put in, in both languages."""

    letter: Letter
    paragraphs: tuple[Words, ...]

    def text(self, *, english: bool) -> str:
        """Return the letter as plain text, as it is downloaded."""
        lines = [self.letter.title[english], "", *(paragraph[english] for paragraph in self.paragraphs)]
        return "\n".join(lines) + "\n"


class Exploration:
    """The guide of a type with raw answers by question, on one day. A type without a guide is a LookupError."""

    def __init__(self, kind: DisputeType, answers: Mapping[str, str], today: date) -> None:
        if kind.guide is None:
            raise LookupError(f"{kind.code} has no guide")
        self.kind = kind
        self.guide: Guide = kind.guide
        self.answers = dict(answers)
        self.today = today

    @cached_property
    def codes(self) -> dict[str, str]:
        """Return the answers as conditions name them; an answer to a question that is not asked counts for nothing."""
        codes: dict[str, str] = {}
        for asked in self.guide.questions:
            name = asked.question.id
            if name in self.answers and asked.when.holds(codes):
                codes[name] = asked.question.coded(self.answers[name])
        return codes

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Return the questions that these answers lead to."""
        return tuple(asked for asked in self.guide.questions if asked.when.holds(self.codes))

    @property
    def screens(self) -> tuple[int, ...]:
        """Return the numbers of the screens with questions, in order, as far as the answers tell."""
        return tuple(dict.fromkeys(asked.screen for asked in self.asked))

    @property
    def length(self) -> int:
        """Return how many screens there are with the choice of the kind and the result."""
        return len(self.screens) + 2

    def step(self, screen: int) -> int:
        """Return which step a screen is; the choice of the kind is the first."""
        return sum(number <= screen for number in self.screens) + 1

    def after(self, screen: int) -> int | None:
        """Return the next screen; None when the result comes next."""
        return next((number for number in self.screens if number > screen), None)

    def before(self, screen: int) -> int | None:
        """Return the screen before; None when that was the choice of the kind."""
        return next((number for number in reversed(self.screens) if number < screen), None)

    def questions(self, screen: int) -> tuple[Question, ...]:
        """Return the questions of a screen; empty when these answers do not lead there."""
        return tuple(asked.question for asked in self.asked if asked.screen == screen)

    def form(self, screen: int, data: Any = None) -> GuideForm:
        """Return the form of a screen, filled with what is known."""
        return GuideForm(data, questions=self.questions(screen), today=self.today, initial=self.answers)

    def with_answers(self, more: Mapping[str, str]) -> Exploration:
        """Return the same exploration with more answers."""
        return Exploration(self.kind, {**self.answers, **more}, self.today)

    @property
    def unanswered(self) -> int | None:
        """Return the first screen that still needs an answer; None when the result can be shown."""
        for asked in self.asked:
            name = asked.question.id
            if name not in self.answers or name in self._whole.errors:
                return asked.screen
        return None

    @cached_property
    def _whole(self) -> GuideForm:
        return GuideForm(self.answers, questions=tuple(asked.question for asked in self.asked), today=self.today)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """Return the answers as values: amounts, days, numbers, codes."""
        self._whole.is_valid()
        return self._whole.cleaned_data

    @property
    def told(self) -> tuple[Told, ...]:
        """Return what the person told us."""
        return tuple(Told(asked.question, self._shown(asked.question), asked.screen) for asked in self.asked)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return what the law says for these answers."""
        return tuple(finding for finding in self.guide.findings if finding.when.holds(self.codes))

    @property
    def gather(self) -> tuple[Words, ...]:
        """Return what to collect: what always helps, then what these findings need."""
        found = {finding.id for finding in self.findings}
        own = [row.words for row in self.guide.gather if not row.findings or found & {name for name, _ in row.findings}]
        return tuple(dict.fromkeys([*self.kind.collect, *own]))

    @property
    def limits(self) -> tuple[Shown, ...]:
        """Return the time limits, each with its last day where the start is known."""
        return tuple(self._limit(limit) for limit in self.guide.limits if limit.when.holds(self.codes))

    @property
    def letters(self) -> tuple[Written, ...]:
        """Return the letters that fit, filled in."""
        return tuple(self._letter(letter) for letter in self.guide.letters if letter.when.holds(self.codes))

    def letter(self, name: str) -> Written:
        """Return one letter; LookupError when these answers do not lead to it."""
        for written in self.letters:
            if written.letter.id == name:
                return written
        raise LookupError(f"no letter {name}")

    @property
    def ways(self) -> tuple[Way, ...]:
        """Return the ways out to compare."""
        return tuple(ways()[code] for code in self.guide.ways)

    def story(self) -> str:
        """Return kind and answers as a first account in the page's language, for whoever typed none."""
        told = [each for each in self.told if each.shown != each.question.escape.own]
        lines = [f"{each.question.words.own}{_(': ')}{each.shown}" for each in told]
        return "\n".join([self.kind.title.own, *lines])

    def _limit(self, limit: Limit) -> Shown:
        start = self.values.get(limit.start) if limit.start else None
        found = counted(limit.rule, start, self.today)
        unknown = found.last_day is None and needs_start(limit.rule) and start is None
        return Shown(limit, found, found.last_day is not None and found.last_day < self.today, unknown)

    def _letter(self, letter: Letter) -> Written:
        rows = [row.words for row in letter.paragraphs if row.when.holds(self.codes)]
        return Written(
            letter,
            tuple(Words(self._filled(row.zh, english=False), self._filled(row.en, english=True)) for row in rows),
        )

    def _filled(self, text: str, *, english: bool) -> str:
        return PLACE.sub(lambda place: self._place(place[1], english) or BLANK, text)

    def _place(self, name: str, english: bool) -> str:
        if name in BLANKS:
            return ""
        if name == TODAY:
            return _day(self.today, english)
        if name in self.kind.proposals:
            numbers = {key: value for key, value in self.values.items() if isinstance(value, Decimal)}
            amount = self.kind.proposals[name].formula.value(numbers)
            return plain_number(amount) if amount else ""
        value = self.values.get(name)
        if isinstance(value, date):
            return _day(value, english)
        if isinstance(value, Decimal):
            return plain_number(value)
        question = next(asked.question for asked in self.guide.questions if asked.question.id == name)
        chosen = next((option.words[english] for option in question.options if option.code == value), "")
        return chosen or ("" if question.kind in {"choice", "yesno"} else str(value or ""))

    def _shown(self, question: Question) -> str:
        value = self.values.get(question.id)
        if question.kind in {"choice", "yesno"}:
            return dict(options(question)).get(str(value), "").partition("\n")[0]
        if value in (None, ""):
            return question.escape.own
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        if question.kind == "amount":
            return _("CNY %(amount)s") % {"amount": plain_number(value)}
        return plain_number(value) if isinstance(value, Decimal) else str(value)


def _day(value: date, english: bool) -> str:
    if english:
        return f"{value.day} {value:%B} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"
