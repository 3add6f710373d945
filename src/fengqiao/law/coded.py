"""Coded lists of the law (grounds, reasons, questions), dated and bilingual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.law.table import Entry, load


@dataclass(frozen=True, slots=True)
class Ground:
    """One item of a list. ``code`` is stored, ``zh``/``en`` shown, ``article`` is the item's place in the act."""

    code: str
    zh: str
    en: str
    article: str
    entry: Entry


def grounds(table: str, on: date) -> tuple[Ground, ...]:
    """All items of a list in force on a day, in the order of the act; LookupError for an unknown list or too early."""
    entry = load(table).on(on)
    return tuple(Ground(row["code"], row["zh"], row["en"], row.get("article", ""), entry) for row in entry.value)


def ground(table: str, code: str, on: date) -> Ground:
    """The item with this code; LookupError that names the known codes when there is none."""
    known = {item.code: item for item in grounds(table, on)}
    if code not in known:
        raise LookupError(f"{table}: {code!r} is not on the list in force on {on}. Known: {', '.join(known)}.")
    return known[code]
