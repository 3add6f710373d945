"""An outcome of a decision table: its words and its article, dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.law.coded import Ground, ground
from fengqiao.law.table import Entry, load


@dataclass(frozen=True, slots=True)
class Outcome:
    """``code`` is stored, ``zh``/``en`` shown; ``grounds`` are the items of the act that led to it."""

    code: str
    zh: str
    en: str
    entry: Entry
    grounds: tuple[Ground, ...] = ()


def outcome(code: str, on: date, grounds: tuple[Ground, ...] = ()) -> Outcome:
    """The outcome with this code in the rules in force on a day; LookupError for an unknown code or too early."""
    table = load(f"online_rules/{code}")
    return Outcome(code, table.about["zh"], table.about["en"], table.on(on), grounds)


def listed(table: str, codes: frozenset[str] | set[str], on: date) -> tuple[Ground, ...]:
    """The items with these codes in a fixed order; LookupError for a code that is not on the list."""
    return tuple(ground(f"online_rules/{table}", code, on) for code in sorted(codes))
