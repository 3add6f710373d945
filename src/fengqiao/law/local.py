"""Figures that the law leaves to the province or the court: fees within a range, the wage that bounds small claims.

An installation writes them as dated entries with sources, in the form of ``tables/*.toml``; what is not written is not
set, and is never guessed. Keys: ``small_claims_wage``, and ``fees.<rule>`` for a fee that the law gives as a range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from fengqiao.law.money import plain
from fengqiao.law.table import Entry, load, names

WAGE = "small_claims_wage"


@dataclass(frozen=True, slots=True)
class LocalLaw:
    """The figures of one place, oldest entry first; empty where nothing is set."""

    figures: Mapping[str, tuple[Entry, ...]]

    def figure(self, key: str, on: date) -> Entry | None:
        """The entry in force on a day (``value`` in yuan as text), or None when it is not set for that day."""
        return next((entry for entry in reversed(self.figures.get(key, ())) if entry.since <= on), None)

    def fee(self, rule: str, value: Mapping[str, str], on: date) -> tuple[str, str] | None:
        """The fee of this place in yuan and its source, from an answer ``{"min", "max"}``; None when not set.

        Both ends of a range passed through the same halving, so the local figure passes through it in proportion.
        """
        entry = self.figure(f"fees/{rule}", on)
        if entry is None:
            return None
        least, most = _range(rule)
        low, high = Decimal(value["min"]), Decimal(value["max"])
        fixed = low + (Decimal(entry.value) - least) * (high - low) / (most - least)
        return plain(fixed), entry.shown_source


def keys() -> tuple[str, ...]:
    """Every figure that can be set."""
    return (WAGE, *(f"fees/{rule}" for rule in names("fees") if len(set(_range(rule))) > 1))


def local_law(raw: Mapping[str, Any]) -> LocalLaw:
    """Read the content of a file of local figures; ValueError names every fault."""
    found: dict[str, tuple[Entry, ...]] = {}
    faults: list[str] = []
    for key, rows in _flat(raw):
        if key not in keys():
            faults.append(f"{key}: no such figure. Known: {', '.join(keys())}.")
            continue
        entries = [_entry(key, row, faults) for row in rows]
        found[key] = tuple(sorted((entry for entry in entries if entry), key=lambda entry: entry.since))
    if faults:
        raise ValueError(" ".join(faults))
    return LocalLaw(found)


def _flat(raw: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
    fees = raw.get("fees", {})
    rest = [(key, value) for key, value in raw.items() if key != "fees"]
    rows = [*rest, *((f"fees/{rule}", value) for rule, value in (fees.items() if isinstance(fees, dict) else ()))]
    return [(key, value.get("entry", []) if isinstance(value, dict) else []) for key, value in rows]


def _entry(key: str, row: Any, faults: list[str]) -> Entry | None:
    try:
        since, value, source = row["since"], str(row["value"]), row["source"]
        figure = Decimal(value)
    except (KeyError, TypeError, InvalidOperation):
        faults.append(f"{key}: an entry needs since (a day), value (yuan as text) and source.")
        return None
    least, most = (Decimal(1), Decimal(10) ** 7) if key == WAGE else _range(key.removeprefix("fees/"))
    if not least <= figure <= most or type(since) is not date:
        faults.append(f"{key}: {value} from {since} must be a day and lie from {least} to {most} yuan.")
        return None
    return Entry(since, value, str(source), bool(row.get("verified", True)), str(row.get("source_en", "")))


def _range(rule: str) -> tuple[Decimal, Decimal]:
    value = load(f"fees/{rule}").entries[-1].value
    least = value.get("least", "0")
    return Decimal(least), Decimal(value.get("most", least))
