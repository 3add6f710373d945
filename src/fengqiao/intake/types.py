"""Kinds of disputes: versioned data files with questions, remedies and arithmetic. See ``docs/dispute-types.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from fengqiao.intake import nodes
from fengqiao.intake.arithmetic import BadFormula, Formula, formula
from fengqiao.intake.nodes import Fault, Words

FOLDER = Path(__file__).with_name("types")
KINDS = ("choice", "yesno", "amount", "count", "date", "text")
PREFILLS = ("", "largest_amount", "first_date")
LARGEST_FILE = 200_000
T = TypeVar("T")


class BadType(Exception):
    """A dispute-type file has faults; ``faults`` lists all of them."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{path.name}:{fault.line}: {fault.text}" for fault in faults))
        self.faults = faults


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


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amount that follows from the answers."""

    code: str
    words: Words
    formula: Formula
    basis: Words


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a person may ask for; ``request`` is the sentence with ``{amount}`` where money is asked."""

    code: str
    words: Words
    hint: Words
    request: Words
    money: bool
    proposal: str


@dataclass(frozen=True, slots=True)
class DisputeType:
    """One version of one kind of dispute."""

    code: str
    version: date
    cause_number: str
    cause: Words
    title: Words
    basis: Words
    terms: Mapping[str, float]
    elements: Mapping[str, Words]
    questions: tuple[Question, ...]
    collect: tuple[Words, ...]
    proposals: Mapping[str, Proposal]
    remedies: tuple[Remedy, ...]

    def question(self, name: str) -> Question:
        """Return a question; LookupError when there is none."""
        return _named(self.questions, "id", name)

    def remedy(self, code: str) -> Remedy:
        """Return a remedy; LookupError when there is none."""
        return _named(self.remedies, "code", code)


def current_types(on: date) -> tuple[DisputeType, ...]:
    """Return the version in force on a day of every kind, by code."""
    newest: dict[str, DisputeType] = {}
    for found in _all():
        if found.version <= on:
            newest[found.code] = found
    return tuple(newest.values())


def dispute_type(code: str, version: str) -> DisputeType:
    """Return one version (an ISO date); LookupError when it is not there: old versions are never deleted."""
    for found in _all():
        if (found.code, found.version.isoformat()) == (code, version):
            return found
    raise LookupError(f"no dispute type {code} of {version}")


@cache
def causes_in_english() -> Mapping[str, str]:
    """Return the English name of every cause of action that a type has, by its Chinese name."""
    return {kind.cause.zh: kind.cause.en for kind in _all()}


def check_file(path: Path) -> list[Fault]:
    """Return every fault of a dispute-type file, by line; empty when it can be used."""
    return _read(path)[1]


@cache
def _all() -> tuple[DisputeType, ...]:
    """Every version, oldest first."""
    return tuple(sorted((_load(path) for path in FOLDER.glob("*.yaml")), key=lambda found: (found.code, found.version)))


def _load(path: Path) -> DisputeType:
    found, faults = _read(path)
    if found is None or faults:
        raise BadType(path, faults)
    return found


def _read(path: Path) -> tuple[DisputeType | None, list[Fault]]:
    try:
        text = path.read_text("utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader) if len(text) <= LARGEST_FILE else None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        return None, [Fault(mark.line + 1 if mark else 1, f"not YAML: {getattr(error, 'problem', None) or error}")]
    if not isinstance(root, yaml.MappingNode):
        return None, [Fault(1, "must be a mapping that begins with code:, of at most 200,000 characters")]
    faults: list[Fault] = []
    found = _type(nodes.Mapping(root, faults))
    if found.code and path.name.split(".")[0] != found.code:
        faults.append(Fault(1, f"the file must be named {found.code}.yaml"))
    return found, sorted(set(faults))


def _type(data: nodes.Mapping) -> DisputeType:
    found = DisputeType(
        code=data.name("code"),
        version=data.day("version"),
        cause_number=data.text("cause_number"),
        cause=data.words("cause"),
        title=data.words("title"),
        basis=data.words("basis"),
        terms=data.weights("terms"),
        elements={row.name("id"): _ended(row, row.words("title")) for row in data.items("elements")},
        questions=tuple(_question(row) for row in data.items("questions")),
        collect=tuple(_ended(row, Words(row.text("zh"), row.text("en"))) for row in data.items("collect")),
        proposals={row.name("code"): _proposal(row) for row in data.items("proposals", needed=False)},
        remedies=tuple(_remedy(row) for row in data.items("remedies")),
    )
    data.end()
    _cross_check(data, found)
    return found


def _question(row: nodes.Mapping) -> Question:
    kind = row.text("kind")
    if kind and kind not in KINDS:
        row.wrong(f"kind {kind} is unknown; known: {', '.join(KINDS)}", "kind")
    options = tuple(_option(option) for option in row.items("options", needed=kind == "choice"))
    if kind == "choice" and len(options) < 2:
        row.wrong("a choice needs two options or more", "options")
    prefill = row.text("prefill", default="")
    if prefill not in PREFILLS:
        row.wrong(f"prefill {prefill} is unknown; known: {', '.join(PREFILLS[1:])}", "prefill")
    question = Question(
        id=row.name("id"),
        kind=kind,
        words=row.words("ask"),
        hint=row.words("hint", needed=False),
        unit=row.words("unit", needed=False),
        required=row.yes("required", True),
        options=options,
        escape=row.words("escape"),
        element=row.text("element"),
        prefill=prefill,
        at_most=row.text("at_most", default=""),
    )
    return _ended(row, question)


def _option(row: nodes.Mapping) -> Option:
    return _ended(row, Option(row.name("code"), row.words("title"), row.words("hint", needed=False)))


def _proposal(row: nodes.Mapping) -> Proposal:
    text = row.text("formula")
    try:
        parsed = formula(text)
    except BadFormula:
        row.wrong(f"formula {text!r} must be plain arithmetic over questions: + - * / ( ) max(a, b)", "formula")
        parsed = formula("0")
    return _ended(row, Proposal(row.name("code"), row.words("title"), parsed, row.words("basis", needed=False)))


def _remedy(row: nodes.Mapping) -> Remedy:
    remedy = Remedy(
        code=row.name("code"),
        words=row.words("title"),
        hint=row.words("hint", needed=False),
        request=row.words("request"),
        money=row.yes("money", True),
        proposal=row.text("proposal", default=""),
    )
    if any(("{amount}" in words) != remedy.money for words in remedy.request if words):
        row.wrong("request must hold {amount} when money is asked, and only then", "request")
    return _ended(row, remedy)


def _cross_check(data: nodes.Mapping, found: DisputeType) -> None:
    """Note names that point nowhere and names given twice."""
    numbers = {question.id for question in found.questions if question.kind in {"amount", "count"}}
    for question in found.questions:
        if question.element and question.element not in found.elements:
            data.wrong(f"question {question.id}: there is no element {question.element}", "questions")
        if question.at_most and question.at_most not in numbers:
            data.wrong(f"question {question.id}: at_most {question.at_most} is no amount or count", "questions")
    for proposal in found.proposals.values():
        if lost := sorted(proposal.formula.names - numbers):
            data.wrong(f"proposal {proposal.code}: no amount or count is asked as {', '.join(lost)}", "proposals")
    for remedy in found.remedies:
        if remedy.proposal and remedy.proposal not in found.proposals:
            data.wrong(f"remedy {remedy.code}: there is no proposal {remedy.proposal}", "remedies")
    for kind, names in (
        ("question", [question.id for question in found.questions]),
        ("remedy", [remedy.code for remedy in found.remedies]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            data.wrong(f"{kind} {name} stands twice")


def _ended(row: nodes.Mapping, value: T) -> T:
    row.end()
    return value


def _named(rows: Iterable[T], attribute: str, wanted: str) -> T:
    for row in rows:
        if getattr(row, attribute) == wanted:
            return row
    raise LookupError(f"there is no {wanted}")
