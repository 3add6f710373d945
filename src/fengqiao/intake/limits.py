"""Time limits that a guide names: a period of ``law/periods`` or a limitation of ``law/limitation``, with its sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.intake.nodes import Words
from fengqiao.law import limitation, periods
from fengqiao.law.coded import ground, grounds
from fengqiao.law.refusal import Refused
from fengqiao.law.table import UNVERIFIED_EN, Entry, load

LIMITATION, PERIOD, EXEMPT = "limitation/", "deadlines/", "limitation/exempt/"
UNITS = {
    "day": ("日", "day"),
    "workday": ("个工作日", "working day"),
    "month": ("个月", "month"),
    "year": ("年", "year"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A time limit as the page shows it. ``last_day`` is None where the start is not known, or where there is none."""

    last_day: date | None
    length: Words
    steps: tuple[Words, ...]
    source: Words


def rules() -> tuple[str, ...]:
    """Return the name of every time limit that a guide may show."""
    exempt = tuple(f"{EXEMPT}{row.code}" for row in grounds("limitation/exempt", date.max))
    kinds = tuple(f"{LIMITATION}{kind}" for kind in limitation.KINDS)
    return (*kinds, *(f"{PERIOD}{rule}" for rule in periods.rules()), *exempt)


def known_rule(name: str) -> bool:
    """Return whether the law has a time limit of this name."""
    return name in rules()


def needs_start(name: str) -> bool:
    """Return whether the limit runs from a day; claims without limitation have none."""
    return not name.startswith(EXEMPT)


def counted(name: str, start: date | None, today: date) -> Counted:
    """Return the limit: its length, and from ``start`` its last day with the sum. Never a refusal: it is put in words.

    LookupError for a name that the law does not have.
    """
    if not needs_start(name):
        found = limitation.never(ground("limitation/exempt", name.removeprefix(EXEMPT), today))
        return Counted(None, Words("没有期限", "no time limit"), _words(found.steps), Words(found.source, found.source))
    entry = load(name).on(start or today) if not start or start >= load(name).entries[0].since else None
    length = _length(entry or load(name).on(today))
    if start is None:
        return Counted(None, length, (), _source(load(name).on(today)))
    try:
        if name.startswith(PERIOD):
            due = periods.due(name.removeprefix(PERIOD), start)
            return Counted(due.end, length, _words(due.steps), _source(load(name).on(start)))
        facts = limitation.Facts(known=start, kind=name.removeprefix(LIMITATION))
        ran = limitation.last_day(facts)
        return Counted(ran.last_day, length, _words(ran.steps), _source(load(name).on(start)))
    except Refused as refused:
        why = Words(refused.zh, refused.en)
    except LookupError:
        why = Words(
            f"{start}在收录的规则之前，适用旧法，要人工计算。请来电或者到窗口询问。",
            f"{start} is before the first rule that is loaded; older law applies. Please ask a person to count it.",
        )
    return Counted(None, length, (why,), _source(load(name).on(today)))


def _length(entry: Entry) -> Words:
    value = entry.value
    n, unit = (value["years"], "year") if "years" in value else (value["n"], value["unit"])
    zh, en = UNITS[unit]
    return Words(f"{n} {zh}", f"{n} {en}{'' if n == 1 else 's'}")


def _source(entry: Entry) -> Words:
    mark = "" if entry.verified else f" ({UNVERIFIED_EN})"
    return Words(entry.shown_source, f"{entry.source_en or entry.source}{mark}")


def _words(steps: tuple[tuple[str, str], ...]) -> tuple[Words, ...]:
    return tuple(Words(*step) for step in steps)
