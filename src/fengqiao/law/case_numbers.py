"""Case numbers 案号: （year）court code + kind + serial + 号, for example （2026）川0000民特318号."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fengqiao.law.table import load

#: The court's code is one Han character for the province and two or four digits; the Supreme Court writes 最高法.
_FORM = re.compile(
    r"[（(]\s{0,3}(?P<year>[12]\d{3})\s{0,3}[）)]\s{0,3}(?P<court>最高法|[\u4e00-\u9fff]\d{2}(?:\d{2})?)"
    r"\s{0,3}(?P<kind>[\u4e00-\u9fff]{1,6})\s{0,3}(?P<serial>[1-9]\d{0,7})\s{0,3}号",
    re.ASCII,
)
_COURT = re.compile(r"最高法|[\u4e00-\u9fff]\d{2}(?:\d{2})?", re.ASCII)
_KIND = re.compile(r"[\u4e00-\u9fff]{1,6}")
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """Parts of a case number; ``str()`` gives the printed form with full-width brackets."""

    year: int
    court_code: str
    kind: str
    serial: int

    def __str__(self) -> str:
        return f"（{self.year}）{self.court_code}{self.kind}{self.serial}号"


def format_case_number(year: int, court_code: str, kind: str, serial: int) -> str:
    """The printed case number; ValueError when a part cannot stand in one."""
    if not 1949 <= year <= 2999:
        raise ValueError(f"{year} is not a year of a case number. Use the year in which the case was received.")
    if not _COURT.fullmatch(court_code):
        raise ValueError(f"{court_code!r} is not a court code. Write one Han character and two or four digits: 川0000.")
    if not _KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} is not a kind. Write one to six Han characters: 民特.")
    if not 1 <= serial <= 99_999_999:
        raise ValueError(f"{serial} is not a serial number. Count from 1.")
    return str(CaseNumber(year, court_code, kind, serial))


def parse_case_number(text: str) -> CaseNumber | None:
    """The case number that ``text`` is, with full-width or half-width brackets and digits; None when it is not one."""
    return _number(_FORM.fullmatch(text.translate(_FULL_WIDTH_DIGITS).strip()))


def find_case_numbers(text: str) -> tuple[CaseNumber, ...]:
    """All case numbers in running text, in order."""
    matches = _FORM.finditer(text.translate(_FULL_WIDTH_DIGITS))
    return tuple(number for match in matches if (number := _number(match)))


def kind_of(procedure: str, on: date) -> str:
    """The kind written for a procedure (``mediation`` → 诉前调); LookupError for a procedure without one."""
    kinds: dict[str, str] = load("case_numbers/kinds").on(on).value
    if procedure not in kinds:
        raise LookupError(f"{procedure!r} has no case-number kind. Known: {', '.join(kinds)}.")
    return kinds[procedure]


def _number(match: re.Match[str] | None) -> CaseNumber | None:
    if match is None:
        return None
    return CaseNumber(int(match["year"]), match["court"], match["kind"], int(match["serial"]))
