"""The guide of a dispute type: what is asked before anybody says who they are, and what the answers lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fengqiao.intake import nodes
from fengqiao.intake.limits import known_rule, needs_start
from fengqiao.intake.nodes import Condition, Words
from fengqiao.intake.questions import Question, read_question
from fengqiao.intake.ways import ways
from fengqiao.law.citations import citation

STRENGTHS = {
    "clear": Words("法律写得很清楚", "The law is clear on this"),
    "usual": Words("一般会这样处理", "This is how it usually goes"),
    "depends": Words("要看能说明到什么程度", "It depends on what can be shown"),
    "hard": Words("比较难，要有充分的材料", "Hard, and only with strong evidence"),
}
"""How firm a finding is, in words: a guide never gives a percentage."""
LETTERS = (
    "demand", "return_request", "renewal_withdrawal", "prepaid_refund", "takedown_notice", "data_request",
    "statement_request", "card_objection", "account_appeal", "plan_request",
)  # fmt: skip
BLANKS = frozenset({"me", "other", "order", "account", "link", "contact", "facts", "day"})
"""Placeholders that stay a visible blank line, because a guide does not ask for them."""
TODAY = "today"
PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the guide; those with the same number stand on one screen."""

    question: Question
    screen: int
    when: Condition
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the law says for these answers. ``articles`` are codes for :func:`fengqiao.law.citations.citation`."""

    id: str
    when: Condition
    words: Words
    strength: str
    articles: tuple[str, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Gather:
    """What to collect where one of the findings applies; without any, always."""

    words: Words
    findings: tuple[tuple[str, int], ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: ``rule`` names a function of the law, ``start`` the question whose date it counts from."""

    id: str
    when: Condition
    words: Words
    rule: str
    start: str
    begins: Words
    note: Words
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter, with places such as ``{paid}``."""

    when: Condition
    words: Words
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to copy; ``to`` is the addressee in plain words."""

    id: str
    kind: str
    when: Condition
    title: Words
    to: Words
    paragraphs: tuple[Paragraph, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Guide:
    """One exploration, from the first question to findings, limits and letters."""

    icon: str
    lead: Words
    questions: tuple[Asked, ...]
    findings: tuple[Finding, ...]
    gather: tuple[Gather, ...]
    limits: tuple[Limit, ...]
    letters: tuple[Letter, ...]
    ways: tuple[str, ...]
    line: int = field(compare=False)


def read_guide(row: nodes.Mapping, of_type: Mapping[str, Question]) -> Guide:
    """Read the guide of a file and note what is wrong in each row; ``of_type`` are the questions of the application."""
    guide = Guide(
        icon=row.name("icon"),
        lead=row.words("lead"),
        questions=tuple(_asked(each, of_type) for each in row.items("questions")),
        findings=tuple(_finding(each) for each in row.items("findings")),
        gather=tuple(_gather(each) for each in row.items("collect")),
        limits=tuple(_limit(each) for each in row.items("limits")),
        letters=tuple(_letter(each) for each in row.items("letters")),
        ways=_ways(row),
        line=row.line,
    )
    for kind, key in (("finding", "findings"), ("limit", "limits"), ("letter", "letters")):
        row.once(kind, key, "id")
    return guide


def _asked(row: nodes.Mapping, of_type: Mapping[str, Question]) -> Asked:
    screen, when = row.number("screen"), row.condition("when")
    used = row.text("use", default="")
    if not used:
        asked = Asked(read_question(row, in_guide=True), screen, when, row.line)
        if asked.question.id in of_type:
            row.wrong(f"question {asked.question.id} is asked in the application: write use: {asked.question.id}", "id")
        row.end()
        return asked
    if used not in of_type:
        row.wrong(f"use: the application has no question {used}", "use")
    row.end()
    return Asked(of_type.get(used) or _no_question(used), screen, when, row.line)


def _no_question(name: str) -> Question:
    return Question(
        id=name, kind="text", words=nodes.NO_WORDS, hint=nodes.NO_WORDS, unit=nodes.NO_WORDS, required=False,
        options=(), escape=nodes.NO_WORDS, element="", prefill="", at_most="",
    )  # fmt: skip


def _finding(row: nodes.Mapping) -> Finding:
    strength = row.text("strength")
    if strength and strength not in STRENGTHS:
        row.wrong(f"strength {strength} is unknown; known: {', '.join(STRENGTHS)}", "strength")
    articles = row.listed("articles", needed=True)
    for code, line in articles:
        try:
            citation(code)
        except (LookupError, ValueError) as error:
            row.faults.append(nodes.Fault(line, f"article: {error}"))
    words = row.words("says")
    if any(re.search(r"\d\s*[%％]", text) for text in words):
        row.wrong("a finding says how firm it is in words, never as a percentage", "says")
    finding = Finding(
        row.name("id"), row.condition("when"), words, strength, tuple(code for code, _line in articles), row.line
    )
    row.end()
    return finding


def _gather(row: nodes.Mapping) -> Gather:
    gather = Gather(Words(row.text("zh"), row.text("en")), row.listed("for"), row.line)
    row.end()
    return gather


def _limit(row: nodes.Mapping) -> Limit:
    rule, start = row.text("law"), row.text("from", default="")
    if rule and not known_rule(rule):
        row.wrong(f"law {rule} is no time limit of the law; see docs/dispute-types.md for the names", "law")
    begins = row.words("begins", needed=bool(rule and known_rule(rule) and needs_start(rule)))
    limit = Limit(
        row.name("id"), row.condition("when"), row.words("title"), rule, start, begins,
        row.words("note", needed=False), row.line,
    )  # fmt: skip
    row.end()
    return limit


def _letter(row: nodes.Mapping) -> Letter:
    kind = row.text("kind")
    if kind and kind not in LETTERS:
        row.wrong(f"kind {kind} is unknown; known: {', '.join(LETTERS)}", "kind")
    letter = Letter(
        row.name("id"), kind, row.condition("when"), row.words("title"), row.words("to"),
        tuple(_paragraph(each) for each in row.items("paragraphs")), row.line,
    )  # fmt: skip
    row.end()
    return letter


def _paragraph(row: nodes.Mapping) -> Paragraph:
    words = Words(row.text("zh"), row.text("en"))
    paragraph = Paragraph(row.condition("when"), words, row.line)
    for text, key in zip(words, ("zh", "en"), strict=True):
        if "{" in PLACE.sub("", text) or "}" in PLACE.sub("", text):
            row.wrong("a brace without its partner: write {question}", key)
    if all(words) and set(PLACE.findall(words.zh)) != set(PLACE.findall(words.en)):
        row.wrong("zh and en must have the same places in braces", "en")
    row.end()
    return paragraph


def _ways(row: nodes.Mapping) -> tuple[str, ...]:
    listed = row.listed("ways", needed=True)
    for code, line in listed:
        if code not in ways():
            row.faults.append(nodes.Fault(line, f"way {code} is unknown; known: {', '.join(ways())}"))
    return tuple(code for code, _line in listed)
