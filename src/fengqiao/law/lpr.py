"""The loan prime rate 贷款市场报价利率, published on the 20th of the month or the next working day.

``tables/lpr.toml``: the rate of a day is the newest one published on or before it. A day after a publication that is
not loaded gets the last known rate, marked 待核; a day more than a year after the last one loaded, or before the first,
gets none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from fengqiao.law.calendar import next_working
from fengqiao.law.money import Sentence, plain
from fengqiao.law.refusal import Refused
from fengqiao.law.table import UNVERIFIED_EN, UNVERIFIED_ZH, Entry, load

Term = Literal["one_year", "five_years"]

_LABELS: dict[Term, Sentence] = {
    "one_year": ("一年期贷款市场报价利率", "one-year LPR"),
    "five_years": ("五年期以上贷款市场报价利率", "LPR above five years"),
}
_LONGEST_GAP = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Rate:
    """Percent a year on a day; ``doubtful`` (the entry is then unverified) when a later publication is missing."""

    day: date
    percent: Decimal
    term: Term
    entry: Entry
    doubtful: bool

    @property
    def steps(self) -> tuple[Sentence, ...]:
        """Which rate this is, and the doubt about it."""
        zh, en = _LABELS[self.term]
        said = (
            f"{self.day}适用的{zh}为{self.percent}%（{self.entry.since}公布）。",
            f"The {en} on {self.day} is {self.percent} % (published on {self.entry.since}).",
        )
        return (said, DOUBT) if self.doubtful else (said,)


DOUBT = (
    f"其后的报价没有载入或者没有核对，按已知的最近一次计算（{UNVERIFIED_ZH}）。",
    f"Later publications are not loaded or not checked; the last known rate is used ({UNVERIFIED_EN}).",
)


def rate(day: date, term: Term = "one_year") -> Rate:
    """The rate of a day; Refused before the first publication and long after the last one loaded."""
    entries = load("lpr").entries
    if day < entries[0].since or day > entries[-1].since + _LONGEST_GAP:
        raise Refused(
            f"{day}没有可用的贷款市场报价利率：表中从{entries[0].since}到{entries[-1].since}（其后最多推算一年）。"
            "更早的应适用央行贷款基准利率，没有收录。请核对日期，或者在 tables/lpr.toml 中补充报价。",
            f"There is no LPR for {day}: the table runs from {entries[0].since} to {entries[-1].since}, and a year on. "
            "Earlier days need the benchmark rates, which are not loaded. Check the date, or "
            "append the publication to tables/lpr.toml.",
        )
    entry = load("lpr").on(day)
    return _rate(day, term, entry, _doubtful(day, entry))


def pieces(start: date, end: date, term: Term) -> Iterator[tuple[date, date, Rate]]:
    """The stretches from ``start`` to ``end`` (exclusive) with one rate each."""
    current, since = rate(start, term), start
    for entry in load("lpr").entries:
        if start < entry.since < end and Decimal(entry.value[term]) != current.percent:
            yield since, entry.since, current
            current, since = rate(entry.since, term), entry.since
    last = rate(end - timedelta(days=1), term)
    yield since, end, _rate(since, term, current.entry, last.doubtful)


def multiple(found: Rate, times: Decimal) -> tuple[Decimal, Sentence]:
    """So many times the rate, with the sentence that shows it."""
    product = found.percent * times
    shown = f"{plain(times)} × {found.percent}% = {plain(product)}%"
    return product, (f"{shown}。", f"{shown}.")


def _rate(day: date, term: Term, entry: Entry, doubtful: bool) -> Rate:
    marked = replace(entry, verified=False) if doubtful else entry
    return Rate(day, Decimal(entry.value[term]), term, marked, doubtful)


def _doubtful(day: date, entry: Entry) -> bool:
    year, month = divmod(entry.since.year * 12 + entry.since.month, 12)
    following = next_working(date(year, month + 1, 20))
    loaded = any((other.since.year, other.since.month) == (year, month + 1) for other in load("lpr").entries)
    return not entry.verified or (day >= following and not loaded)
