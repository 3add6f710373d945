"""合龙图: the offers of both banks, round by round, meeting like the two halves of a bridge span. Pure geometry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

NARROW, WIDE = 230, 320
"""Widths of the two drawings: the side column of a desk, and a phone."""
TOP, STEP, FOOT = 34, 38, 14
GLYPH = 7.2
"""Width of one figure of the labels, in units of the drawing."""
GAP = 10
"""Between a point and its label."""


Place = Callable[[Decimal], float]
"""Where an amount lies, in units of the drawing."""


class Offered(Protocol):
    """What the chart needs of an offer."""

    side: str
    amount: Decimal
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One exchange: what each bank offered in it; None where it did not move."""

    number: int
    a: Decimal | None
    b: Decimal | None
    met: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One point of one bank with its label and the corner of its square."""

    side: str
    x: float
    y: float
    label: str
    label_x: float
    label_y: float
    anchor: str

    @property
    def left(self) -> float:
        """Return the left edge of a square of ten units around the point."""
        return round(self.x - 5, 1)

    @property
    def top(self) -> float:
        """Return its upper edge."""
        return round(self.y - 5, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One size of the chart, ready for a template."""

    width: int
    height: int
    axes: tuple[tuple[float, str], ...]
    line_a: str
    line_b: str
    marks: tuple[Mark, ...]
    met: Mark | None

    @property
    def foot(self) -> int:
        """Return where the axes end."""
        return self.height - 4


@dataclass(frozen=True, slots=True)
class Chart:
    """The finding, the numbers, and both drawings. ``finding``: none, one_side, apart, crossed or met."""

    finding: str
    gap: str
    waiting_for: str
    last_a: str
    last_b: str
    rows: tuple[Row, ...]
    wide: Drawing | None = None
    narrow: Drawing | None = None


def closing_chart(offers: Sequence[Offered]) -> Chart:
    """Return the chart of a case's offers, in the order of their rounds."""
    rows = rows_of(offers)
    a = [row.a for row in rows if row.a is not None]
    b = [row.b for row in rows if row.b is not None]
    if not rows:
        return Chart("none", "", "", "", "", ())
    finding, gap = _finding(rows, a, b)
    return Chart(
        finding=finding,
        gap=yuan(gap),
        waiting_for="" if a and b else ("a" if b else "b"),
        last_a=yuan(a[-1]) if a else "",
        last_b=yuan(b[-1]) if b else "",
        rows=tuple(rows),
        wide=draw(rows, WIDE),
        narrow=draw(rows, NARROW),
    )


def rows_of(offers: Sequence[Offered]) -> list[Row]:
    """Return the exchanges: a side that offers again begins the next one; on acceptance both stand at one amount."""
    rows: list[Row] = []
    for offer in offers:
        if not rows or _amount(rows[-1], offer.side) is not None:
            rows.append(Row(len(rows) + 1, None, None))
        rows[-1] = replace(rows[-1], a=offer.amount) if offer.side == "a" else replace(rows[-1], b=offer.amount)
    agreed = [offer.amount for offer in offers if offer.state == "accepted"]
    if agreed:
        free = {rows[-1].a, rows[-1].b} <= {None, agreed[-1]}
        met = Row(len(rows) if free else len(rows) + 1, agreed[-1], agreed[-1], True)
        rows = (rows[:-1] if free else rows) + [met]
    return rows


def _finding(rows: Sequence[Row], a: Sequence[Decimal], b: Sequence[Decimal]) -> tuple[str, Decimal]:
    if rows[-1].met:
        return "met", a[-1]
    if not (a and b):
        return "one_side", (a or b)[-1]
    gap = abs(a[-1] - b[-1])
    first = (a[0] - b[0], a[-1] - b[-1])
    return ("crossed" if gap == 0 or first[0] * first[1] < 0 else "apart"), gap


def draw(rows: Sequence[Row], width: int) -> Drawing:
    """Return the drawing: applicant's bank left, other side right, each round one step lower."""
    place = _scale(rows, width)
    last = rows[-1]
    return Drawing(
        width=width,
        height=TOP + STEP * len(rows) + FOOT,
        axes=_axes(rows, place),
        line_a=_line(rows, "a", place),
        line_b=_line(rows, "b", place),
        marks=tuple(_mark(side, row, place) for side in "ab" for row in rows if _stands(row, side)),
        met=_meeting(last, place(last.a), width) if last.met and last.a is not None else None,
    )


def _scale(rows: Sequence[Row], width: int) -> Place:
    """Return where an amount lies; the side that asks for more has its bank at the far end."""
    amounts = _amounts(rows)
    ticks = _ticks(rows)
    low, high = min(*amounts, *ticks), max(*amounts, *ticks)
    margin = max(len(yuan(amount)) for amount in amounts) * GLYPH + GAP + 2
    falling = _applicant_asks_more(rows)

    def place(amount: Decimal) -> float:
        share = float((amount - low) / (high - low))
        return round(margin + (width - 2 * margin) * (1 - share if falling else share), 1)

    return place


def _ticks(rows: Sequence[Row]) -> list[Decimal]:
    """Return two or three round amounts that span the offers."""
    amounts = _amounts(rows)
    spread = max(amounts) - min(amounts) or max(amounts[0], Decimal(1))
    raw = spread / 2
    unit = Decimal(10) ** raw.adjusted()
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= raw)
    first = (min(amounts) // step) * step
    return [first + step * n for n in range(4) if n < 2 or first + step * (n - 1) < max(amounts)]


def _axes(rows: Sequence[Row], place: Place) -> tuple[tuple[float, str], ...]:
    """Return the round amounts with their places, leaving out those whose label would touch the one before."""
    kept: list[tuple[float, str]] = []
    for x, label in sorted((place(value), yuan(value)) for value in _ticks(rows)):
        if not kept or x - kept[-1][0] > (len(label) + 1) * GLYPH:
            kept.append((x, label))
    return tuple(kept)


def _amounts(rows: Sequence[Row]) -> list[Decimal]:
    return [amount for row in rows for amount in (row.a, row.b) if amount is not None]


def _applicant_asks_more(rows: Sequence[Row]) -> bool:
    a = [row.a for row in rows if row.a is not None]
    b = [row.b for row in rows if row.b is not None]
    return not (a and b) or a[0] >= b[0]


def _amount(row: Row, side: str) -> Decimal | None:
    return row.a if side == "a" else row.b


def _stands(row: Row, side: str) -> bool:
    return _amount(row, side) is not None and not row.met


def _y(row: Row) -> float:
    return float(TOP + STEP * (row.number - 1) + 14)


def _line(rows: Sequence[Row], side: str, place: Place) -> str:
    points = [(place(amount), _y(row)) for row in rows if (amount := _amount(row, side)) is not None]
    return " ".join(f"{x},{y}" for x, y in points)


def _mark(side: str, row: Row, place: Place) -> Mark:
    amount = _amount(row, side) or Decimal(0)
    x, (shift, anchor) = place(amount), (-GAP, "end") if side == "a" else (GAP, "start")
    return Mark(side, x, _y(row), yuan(amount), round(x + shift, 1), _y(row) + 4.5, anchor)


def _meeting(row: Row, x: float, width: int) -> Mark:
    shift, anchor = (14, "start") if x < width / 2 else (-14, "end")
    return Mark("", x, _y(row), yuan(row.a or Decimal(0)), round(x + shift, 1), _y(row) + 4.5, anchor)


def yuan(amount: Decimal) -> str:
    """Return the amount as it is spoken of: 3,400 or 3,400.50."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
