"""Kinds of disputes: versioned data files with questions, remedies and arithmetic. See ``docs/dispute-types.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from fengqiao.intake import nodes
from fengqiao.intake.arithmetic import BadFormula, Formula, formula
from fengqiao.intake.guide import Guide, read_guide
from fengqiao.intake.guide_check import check_guide
from fengqiao.intake.nodes import Fault, Words
from fengqiao.intake.questions import Question, read_question
from fengqiao.law.causes import heading

FOLDER = Path(__file__).with_name("types")
LARGEST_FILE = 200_000
"""Bytes."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same tree; the one in C reads all files in a tenth of the time."""
ID_OF = (
    ("element", "elements", "id"),
    ("question", "questions", "id"),
    ("proposal", "proposals", "code"),
    ("remedy", "remedies", "code"),
)
T = TypeVar("T")


class BadType(Exception):
    """A dispute-type file has faults; ``faults`` lists all of them."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{path.name}:{fault.line}: {fault.text}" for fault in faults))
        self.faults = faults


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
    guide: Guide | None = None

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
    root = _root(path)
    if isinstance(root, Fault):
        return None, [root]
    faults: list[Fault] = []
    found = _type(nodes.Mapping(root, faults))
    if found.code and path.name.split(".")[0] != found.code:
        faults.append(Fault(1, f"the file must be named {found.code}.yaml"))
    return found, sorted(set(faults))


def _root(path: Path) -> yaml.MappingNode | Fault:
    """Return the root of the file, or why there is none."""
    if path.stat().st_size > LARGEST_FILE:
        return Fault(1, f"too big: at most {LARGEST_FILE:,} bytes")
    raw = path.read_bytes()
    try:
        root = yaml.compose(raw.decode("utf-8"), Loader=LOADER)
    except UnicodeDecodeError as error:
        return Fault(raw[: error.start].count(b"\n") + 1, "not UTF-8: save the file in that encoding")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return Fault(mark.line + 1 if mark else 1, f"not YAML: {getattr(error, 'problem', None) or error}")
    except RecursionError:
        return Fault(1, "not YAML that people write: nested too deeply")
    return root if isinstance(root, yaml.MappingNode) else Fault(1, "must be a mapping that begins with code:")


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
        questions=tuple(read_question(row) for row in data.items("questions")),
        collect=tuple(_ended(row, Words(row.text("zh"), row.text("en"))) for row in data.items("collect")),
        proposals={row.name("code"): _proposal(row) for row in data.items("proposals", needed=False)},
        remedies=tuple(_remedy(row) for row in data.items("remedies")),
    )
    found = _with_guide(data, found)
    data.end()
    _cross_check(data, found)
    return found


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


def _with_guide(data: nodes.Mapping, found: DisputeType) -> DisputeType:
    """Return the type with its guide, if the file has one, and note the faults of the guide."""
    row = data.inner("guide", needed=False)
    if row is None:
        return found
    guide = read_guide(row, {question.id: question for question in found.questions})
    row.end()
    check_guide(guide, frozenset(found.proposals), row.faults)
    return replace(found, guide=guide)


def _cross_check(data: nodes.Mapping, found: DisputeType) -> None:
    """Note names that point nowhere and names given twice."""
    numbers = {question.id for question in found.questions if question.kind in {"amount", "count"}}
    for row, question in zip(data.items("questions"), found.questions, strict=True):
        if question.element and question.element not in found.elements:
            row.wrong(f"question {question.id}: there is no element {question.element}", "element")
        if question.at_most and question.at_most not in numbers:
            row.wrong(f"question {question.id}: at_most {question.at_most} is no amount or count", "at_most")
    for row, proposal in zip(data.items("proposals", needed=False), found.proposals.values(), strict=False):
        if lost := sorted(proposal.formula.names - numbers):
            row.wrong(f"proposal {proposal.code}: no amount or count is asked as {', '.join(lost)}", "formula")
    for row, remedy in zip(data.items("remedies"), found.remedies, strict=True):
        if remedy.proposal and remedy.proposal not in found.proposals:
            row.wrong(f"remedy {remedy.code}: there is no proposal {remedy.proposal}", "proposal")
    for kind, key, identity in ID_OF:
        data.once(kind, key, identity)
    _check_cause(data, found)


def _check_cause(data: nodes.Mapping, found: DisputeType) -> None:
    """Note a cause that the table of causes does not have, or calls otherwise."""
    if not found.cause_number or found.version == date.min:
        return
    try:
        known = heading(found.cause_number, found.version)
    except LookupError:
        data.wrong(
            f"cause_number {found.cause_number} is not in the table of causes (law/tables/causes.toml)", "cause_number"
        )
        return
    if found.cause.zh and known != found.cause.zh:
        data.wrong(f"cause {found.cause.zh}: number {found.cause_number} is called {known}", "cause")


def _ended(row: nodes.Mapping, value: T) -> T:
    row.end()
    return value


def _named(rows: Iterable[T], attribute: str, wanted: str) -> T:
    for row in rows:
        if getattr(row, attribute) == wanted:
            return row
    raise LookupError(f"there is no {wanted}")
