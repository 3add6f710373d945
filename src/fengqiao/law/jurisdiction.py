"""Jurisdiction of internet courts: 法释〔2018〕16号 until 2025-10-31, 法释〔2025〕14号 from 2025-11-01.

The Provisions cover three cities. Any other internet tribunal rests on a designation by its higher court, which the
caller hands over as dated rows of that court.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fengqiao.law.periods import Sentence
from fengqiao.law.refusal import Refused
from fengqiao.law.table import UNVERIFIED_EN, Entry, Table, load, names


@dataclass(frozen=True, slots=True)
class Designation:
    """One row of a court's own table: it hears a case type from a day on, by the designation ``basis``."""

    court: str
    case_type: str
    valid_from: date
    basis: str
    basis_en: str
    valid_to: date | None = None

    def holds(self, court: str, case_type: str, on: date) -> bool:
        """Whether the court hears this type on that day."""
        in_time = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        return in_time and (self.court, self.case_type) == (court, case_type)


@dataclass(frozen=True, slots=True)
class Filing:
    """A case to be filed. ``place``: the city of the court asked, "" for one of the three; ``accepted_on``: the day
    another court accepted it already; ``clause_hidden``: standard terms chose the court without pointing it out."""

    case_type: str
    on: date
    place: str = ""
    accepted_on: date | None = None
    foreign: bool = False
    clause_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The answer in the words of the table, with the entries it stands on."""

    answer: str
    steps: tuple[Sentence, ...]
    entries: tuple[Entry, ...]
    basis: str = ""

    @property
    def source(self) -> str:
        """Acts and articles, each once, in the order used."""
        return self.basis or "；".join(dict.fromkeys(entry.shown_source for entry in self.entries))


def case_types() -> tuple[str, ...]:
    """Codes of all case types that the table knows."""
    return names("jurisdiction")


def case_type(words: str) -> str:
    """The code of the type that these words describe; Refused when the table has none for them."""
    for code in case_types():
        if any(all(word in words for word in together) for together in load(f"jurisdiction/{code}").about["words"]):
            return code
    known = "、".join(load(f"jurisdiction/{code}").about["zh"] for code in case_types())
    raise Refused(
        f"管辖表里没有“{words[:40]}”这类案件。请用表里的案件类型：{known}。",
        f"The table has no case type {words[:40]!r}. Use one of: {', '.join(case_types())} (in Chinese words).",
    )


def internet_court(filing: Filing, designations: Iterable[Designation] = ()) -> Jurisdiction:
    """Whether an internet court hears the case; Refused before the first rules or for an unknown type."""
    table = load(f"jurisdiction/{filing.case_type}")
    entry = _in_force(table, filing.on)
    if filing.place and not _covered(filing):
        return _elsewhere(filing, designations)
    if filing.accepted_on is not None and _in_force(table, filing.accepted_on) is not entry:
        return _special("pending", filing.on)
    if filing.clause_hidden:
        return _special("standard_clause", filing.on)
    steps = [_by_type(table, entry)]
    entries = [entry]
    if filing.foreign:
        note = load("internet_courts/foreign").on(filing.on)
        steps.append((note.value["zh"], note.value["en"]))
        entries.append(note)
    return Jurisdiction(entry.value["answer"], tuple(steps), tuple(entries))


def appeal_court(court: str, special: bool, on: date) -> str:
    """Where an appeal from an internet court goes; ``special``: copyright and domain cases (第4条)."""
    rows = load("internet_courts/courts").on(on).value
    found = next((row for row in rows if row["code"] == court), None)
    if found is None:
        raise LookupError(f"{court!r} is no internet court. Known: {', '.join(row['code'] for row in rows)}.")
    name: str = found["special_appeal" if special else "appeal"]
    return name


def covers(place: str, on: date) -> bool:
    """Whether a city has one of the internet courts."""
    return any(word in place for row in load("internet_courts/courts").on(on).value for word in row["words"])


def _covered(filing: Filing) -> bool:
    return covers(filing.place, filing.on)


def _elsewhere(filing: Filing, designations: Iterable[Designation]) -> Jurisdiction:
    for row in designations:
        if row.holds(filing.place, filing.case_type, filing.on):
            step = (
                f"{filing.place}：依指定管辖受理（{row.basis}）。",
                f"{filing.place}: by designation ({row.basis_en}).",
            )
            return Jurisdiction("by_designation", (step,), (), row.basis)
    return _special("elsewhere", filing.on)


def _special(rule: str, on: date) -> Jurisdiction:
    entry = load(f"internet_courts/{rule}").on(on)
    return Jurisdiction(entry.value["answer"], ((entry.value["zh"], entry.value["en"]),), (entry,))


def _in_force(table: Table, on: date) -> Entry:
    first = table.entries[0].since
    if on < first:
        raise Refused(
            f"互联网法院管辖规定自{first}起施行，{on}在此之前。请核对日期；更早的案件由普通法院管辖。",
            f"The rules on internet courts begin on {first}; {on} is earlier. Check the date; earlier cases were heard "
            "by ordinary courts.",
        )
    return table.on(on)


def _by_type(table: Table, entry: Entry) -> Sentence:
    zh, en = ("属于", "belongs") if entry.value["answer"].startswith("yes") else ("不属于", "does not belong")
    mark = "" if entry.verified else f" ({UNVERIFIED_EN})"
    return (
        f"{table.about['zh']}：自{entry.since}起{zh}互联网法院管辖（{entry.shown_source}）。",
        f"{table.about['en']}: from {entry.since} it {en} to the internet courts ({entry.source_en}{mark}).",
    )
