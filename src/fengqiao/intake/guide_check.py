"""What is wrong with a guide as a whole: names that lead nowhere, ways that are too long, ends that nobody reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from fengqiao.intake.guide import BLANKS, PLACE, TODAY, Asked, Finding, Guide, Letter, Limit, Paragraph
from fengqiao.intake.limits import known_rule, needs_start
from fengqiao.intake.nodes import Condition, Fault

MOST_SCREENS = 10
"""From the choice of the kind to the result, both counted."""
MOST_WAYS = 20_000
Codes = dict[str, str]
Row = Asked | Finding | Limit | Letter | Paragraph


def check_guide(guide: Guide, proposals: frozenset[str], faults: list[Fault]) -> None:
    """Note what no row shows on its own."""
    before = len(faults)
    _check_order(guide, faults)
    _check_conditions(guide, faults)
    sound = len(faults) == before
    _check_names(guide, proposals, faults)
    if sound:
        _check_ways(guide, faults)


def _check_order(guide: Guide, faults: list[Fault]) -> None:
    seen: set[str] = set()
    screen = 1
    for asked in guide.questions:
        if asked.question.id in seen:
            faults.append(Fault(asked.line, f"question {asked.question.id} stands twice"))
        if asked.screen and asked.screen < screen:
            faults.append(Fault(asked.line, f"screen {asked.screen} comes after screen {screen}: put them in order"))
        screen = max(screen, asked.screen)
        seen.add(asked.question.id)


def _check_conditions(guide: Guide, faults: list[Fault]) -> None:
    known = {asked.question.id: asked for asked in guide.questions}
    for asked in guide.questions:
        for text, line in _wrong_terms(asked.when, known, before=asked):
            faults.append(Fault(line, text))
    rows: list[Row] = [*guide.findings, *guide.limits, *guide.letters]
    rows += [paragraph for letter in guide.letters for paragraph in letter.paragraphs]
    for row in rows:
        faults += [Fault(line, text) for text, line in _wrong_terms(row.when, known)]


def _wrong_terms(when: Condition, known: Mapping[str, Asked], before: Asked | None = None) -> Iterator[tuple[str, int]]:
    for term in when.terms:
        asked = known.get(term.question)
        if asked is None:
            yield f"when: the guide has no question {term.question}", term.line
            continue
        if before is not None and asked.screen >= before.screen:
            yield f"when: {term.question} is not answered before screen {before.screen}", term.line
        if lost := sorted(term.answers - set(asked.question.codes)):
            yield (
                f"when: {term.question} has no answer {', '.join(lost)}; known: {', '.join(asked.question.codes)}",
                term.line,
            )


def _check_names(guide: Guide, proposals: frozenset[str], faults: list[Fault]) -> None:
    """Note findings, dates and places in letters that do not exist."""
    findings = {finding.id for finding in guide.findings}
    for gather in guide.gather:
        faults += [
            Fault(line, f"for: there is no finding {name}") for name, line in gather.findings if name not in findings
        ]
    dates = {asked.question.id for asked in guide.questions if asked.question.kind == "date"}
    for limit in guide.limits:
        if limit.start and limit.start not in dates:
            faults.append(Fault(limit.line, f"limit {limit.id}: from {limit.start} is no date that the guide asks"))
        if limit.start and known_rule(limit.rule) and not needs_start(limit.rule):
            faults.append(Fault(limit.line, f"limit {limit.id}: {limit.rule} has no start; leave from: out"))
    places = {asked.question.id for asked in guide.questions} | proposals | BLANKS | {TODAY}
    for letter in guide.letters:
        for paragraph in letter.paragraphs:
            lost = sorted({name for text in paragraph.words for name in PLACE.findall(text)} - places)
            faults += [Fault(paragraph.line, f"letter {letter.id}: nothing fills {{{name}}}") for name in lost]


@dataclass
class _Reached:
    """What the ways through the guide lead to."""

    ways: int = 0
    longest: int = 0
    rows: set[int] = field(default_factory=set)
    empty: dict[str, Codes] = field(default_factory=dict)


def _check_ways(guide: Guide, faults: list[Fault]) -> None:
    """Walk every way: none is too long, each ends with a finding, a limit and a letter, and no row is out of reach."""
    reached = _Reached()
    for codes, screens in _ways(guide):
        reached.ways += 1
        if reached.ways > MOST_WAYS:
            faults.append(Fault(guide.line, f"more than {MOST_WAYS:,} ways through the guide: use fewer conditions"))
            return
        reached.longest = max(reached.longest, screens)
        _note(guide, codes, reached)
    if reached.longest > MOST_SCREENS:
        faults.append(
            Fault(
                guide.line,
                f"the longest way has {reached.longest} screens, at most {MOST_SCREENS}: "
                "put short questions on one screen",
            )
        )
    for kind, codes in reached.empty.items():
        said = ", ".join(f"{name}: {code}" for name, code in codes.items()) or "anything"
        faults.append(Fault(guide.line, f"whoever answers {said} gets no {kind}"))
    for name, row in _rows(guide):
        if id(row) not in reached.rows:
            faults.append(Fault(row.line, f"nobody reaches {name}: no answers fulfil its when"))


def _rows(guide: Guide) -> Iterator[tuple[str, Row]]:
    yield from ((f"question {asked.question.id}", asked) for asked in guide.questions)
    yield from ((f"finding {finding.id}", finding) for finding in guide.findings)
    yield from ((f"limit {limit.id}", limit) for limit in guide.limits)
    for letter in guide.letters:
        yield f"letter {letter.id}", letter
        yield from ((f"a paragraph of letter {letter.id}", paragraph) for paragraph in letter.paragraphs)


def _note(guide: Guide, codes: Codes, reached: _Reached) -> None:
    kinds: dict[str, Sequence[Row]] = {"finding": guide.findings, "limit": guide.limits, "letter": guide.letters}
    found = {kind: [row for row in rows if row.when.holds(codes)] for kind, rows in kinds.items()}
    for kind, rows in found.items():
        if not rows:
            reached.empty.setdefault(kind, codes)
    written = [row for row in found["letter"] if isinstance(row, Letter)]
    paragraphs = [row for letter in written for row in letter.paragraphs if row.when.holds(codes)]
    asked = [row for row in guide.questions if row.when.holds(codes)]
    reached.rows |= {id(row) for row in (*asked, *chain(*found.values()), *paragraphs)}


def _ways(guide: Guide) -> Iterator[tuple[Codes, int]]:
    """Yield the answers of every way that differs for a condition, with its number of screens."""
    named = {term.question for _name, row in _rows(guide) for term in row.when.terms}

    def walk(rest: tuple[Asked, ...], codes: Codes, screens: frozenset[int]) -> Iterator[tuple[Codes, int]]:
        if not rest:
            yield codes, len(screens) + 2
            return
        asked, later = rest[0], rest[1:]
        if not asked.when.holds(codes):
            yield from walk(later, codes, screens)
            return
        for code in asked.question.codes if asked.question.id in named else ("",):
            more = {**codes, asked.question.id: code} if code else codes
            yield from walk(later, more, screens | {asked.screen})

    yield from walk(guide.questions, {}, frozenset())
