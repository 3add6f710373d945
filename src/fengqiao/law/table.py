"""Dated legal parameters, read from ``tables/*.toml``.

A table is a list of entries from the oldest to the newest. An entry is never changed, a new law is a new entry.
A file holds one table (``load("holidays")``) or several under ``[rules.<key>]`` (``load("deadlines/defence")``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"

#: Shown beside everything whose source has not been checked against the official text.
UNVERIFIED_ZH = "待核"
UNVERIFIED_EN = "to be verified"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a rule, in force from ``since``, with the act and article that it stands on.

    ``verified`` is false when the source was not read in its official text; the page then shows ``mark``.
    """

    since: date
    value: Any
    source: str
    verified: bool = True
    source_en: str = ""

    @property
    def mark(self) -> str:
        """``待核`` when unverified, otherwise nothing."""
        return "" if self.verified else UNVERIFIED_ZH

    @property
    def shown_source(self) -> str:
        """The Chinese source as pages print it, with the mark where it belongs."""
        return self.source if self.verified else f"{self.source}（{UNVERIFIED_ZH}）"


@dataclass(frozen=True, slots=True)
class Table:
    """All entries of one rule, oldest first; ``about`` keeps what does not change with the law (labels)."""

    name: str
    entries: tuple[Entry, ...]
    about: Mapping[str, Any] = field(default_factory=dict)

    def on(self, day: date) -> Entry:
        """The entry in force on ``day``; LookupError before the first one."""
        for entry in reversed(self.entries):
            if entry.since <= day:
                return entry
        raise LookupError(
            f"{day}没有适用的规则：{self.name} 从{self.entries[0].since}开始。请核对日期，或者补充更早的条目和来源。 "
            f"{self.name}: no rule in force on {day}. The table begins on {self.entries[0].since}. "
            f"Check the date, or append the older entry with its source to tables/{self.name.split('/')[0]}.toml."
        )


@cache
def load(name: str) -> Table:
    """Read a table; LookupError for an unknown name, ValueError for a table that breaks the form."""
    raw = section(name)
    entries = tuple(_entry(name, row) for row in raw.get("entry", ()))
    if not entries:
        raise ValueError(f"{name}: a table needs at least one [[entry]]")
    days = [entry.since for entry in entries]
    if days != sorted(set(days)):
        raise ValueError(f"{name}: entries must run from oldest to newest, one a day")
    return Table(name, entries, {key: value for key, value in raw.items() if key != "entry"})


def names(file: str) -> tuple[str, ...]:
    """The keys of a file with several tables, in the order written."""
    return tuple(_file(file)["rules"])


def section(name: str) -> Mapping[str, Any]:
    """The raw data of a file, or of one table inside it; LookupError when there is none."""
    file, _, key = name.partition("/")
    raw = _file(file)
    if not key:
        return raw
    if key not in raw.get("rules", {}):
        raise LookupError(f"{name}: no such rule. tables/{file}.toml knows: {', '.join(raw.get('rules', ()))}.")
    found: Mapping[str, Any] = raw["rules"][key]
    return found


@cache
def _file(file: str) -> dict[str, Any]:
    path = TABLES / f"{file}.toml"
    if not file.isidentifier() or not path.is_file():
        raise LookupError(f"{file}: no such table. Tables: {', '.join(sorted(p.stem for p in TABLES.glob('*.toml')))}.")
    return tomllib.loads(path.read_text("utf-8"))


def _entry(name: str, row: Mapping[str, Any]) -> Entry:
    try:
        return Entry(row["since"], row["value"], row["source"], row.get("verified", True), row.get("source_en", ""))
    except KeyError as missing:
        raise ValueError(f"{name}: an entry needs since, value and source; {missing} is missing") from None
