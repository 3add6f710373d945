"""Causes of action 案由: 民事案件案由规定. A case keeps the version that was in force when it was filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from fengqiao.law.table import Entry, load


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause. ``levels`` are the headings from the part down; ``version`` is stored with the case."""

    number: str
    levels: tuple[str, ...]
    group: str
    version: date
    entry: Entry

    @property
    def name(self) -> str:
        """The most specific heading, as papers name the cause."""
        return self.levels[-1]

    @property
    def shown_number(self) -> str:
        """``88(8)`` as the Provisions print it."""
        third, point, fourth = self.number.partition(".")
        return f"{third}({fourth})" if point else third


def causes(on: date) -> Mapping[str, Cause]:
    """All causes of the version in force on a day, by number; LookupError before the first version."""
    return _version(load("causes/causes").on(on).since)


def cause(number: str, on: date) -> Cause:
    """The cause with this number; LookupError when the version has none."""
    known = causes(on)
    if number not in known:
        raise LookupError(
            f"{number!r} is no cause in the table of {next(iter(known.values())).version}. "
            "Write the third level, a point and the fourth, for example 88.8."
        )
    return known[number]


def heading(number: str, on: date) -> str:
    """The name of a cause, or of a third level that the table knows by its fourth levels; LookupError for neither."""
    below = [item for item in causes(on).values() if item.number.startswith(f"{number}.")]
    return below[0].levels[2] if below and number not in causes(on) else cause(number, on).name


def named(words: str, on: date) -> Cause | None:
    """The cause with exactly this name or a common other name of it, or None. The most specific level is taken."""
    number = load("causes/aliases").on(on).value.get(words)
    if number:
        return cause(number, on)
    found = [item for item in causes(on).values() if words in (item.name, item.name.removesuffix("纠纷"))]
    return max(found, key=lambda item: len(item.levels), default=None)


def searched(words: str, on: date) -> tuple[Cause, ...]:
    """Causes whose headings contain these words, in the order of the Provisions."""
    return tuple(item for item in causes(on).values() if words and any(words in level for level in item.levels))


@cache
def _version(since: date) -> Mapping[str, Cause]:
    entry = load("causes/causes").on(since)
    return {row["number"]: Cause(row["number"], _levels(row), row["group"], since, entry) for row in entry.value}


def _levels(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[level] for level in ("level1", "level2", "level3", "level4") if row[level])
