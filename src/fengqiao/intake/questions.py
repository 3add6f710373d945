"""Plain questions of a dispute-type file, for the application and for the guide."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.intake import nodes
from fengqiao.intake.nodes import Words

KINDS = ("choice", "yesno", "amount", "count", "date", "text")
PREFILLS = ("", "largest_amount", "first_date")
ESCAPE = "other"
"""The answer of whoever cannot say, to a question with answers to choose from."""
YES_NO = ("yes", "no")
TYPED = ("given", "missing")
"""How conditions name the answer to a question in which something is typed."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a person may choose."""

    code: str
    words: Words
    hint: Words


@dataclass(frozen=True, slots=True)
class Question:
    """One plain question. ``escape`` is the answer of whoever cannot say: an option, or the empty field."""

    id: str
    kind: str
    words: Words
    hint: Words
    unit: Words
    required: bool
    options: tuple[Option, ...]
    escape: Words
    element: str
    prefill: str
    at_most: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every answer that a condition may name."""
        if self.kind == "choice":
            return (*(option.code for option in self.options), ESCAPE)
        return (*YES_NO, ESCAPE) if self.kind == "yesno" else TYPED

    def coded(self, raw: str) -> str:
        """Return the answer as conditions name it."""
        return raw if self.kind in {"choice", "yesno"} else TYPED[0 if raw.strip() else 1]


def read_question(row: nodes.Mapping, *, in_guide: bool = False) -> Question:
    """Read one question. In a guide only an answer to choose is required, and neither element nor prefill are asked."""
    kind = row.text("kind")
    if kind and kind not in KINDS:
        row.wrong(f"kind {kind} is unknown; known: {', '.join(KINDS)}", "kind")
    options = tuple(_option(option) for option in row.items("options", needed=kind == "choice"))
    if kind == "choice" and len(options) < 2:
        row.wrong("a choice needs two options or more", "options")
    prefill = "" if in_guide else row.text("prefill", default="")
    if prefill not in PREFILLS:
        row.wrong(f"prefill {prefill} is unknown; known: {', '.join(PREFILLS[1:])}", "prefill")
    question = Question(
        id=row.name("id"),
        kind=kind,
        words=row.words("ask"),
        hint=row.words("hint", needed=False),
        unit=row.words("unit", needed=False),
        required=kind in {"choice", "yesno"} if in_guide else row.yes("required", True),
        options=options,
        escape=row.words("escape"),
        element="" if in_guide else row.text("element"),
        prefill=prefill,
        at_most=row.text("at_most", default=""),
    )
    _codes_once(row, options)
    return question


def _codes_once(row: nodes.Mapping, options: tuple[Option, ...]) -> None:
    codes = [option.code for option in options]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        row.wrong(f"option {code} stands twice", "options")
    if ESCAPE in codes:
        row.wrong(f"{ESCAPE} is the code of the escape; give the option another one", "options")


def _option(row: nodes.Mapping) -> Option:
    option = Option(row.name("code"), row.words("title"), row.words("hint", needed=False))
    row.end()
    return option
