"""The caseload as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from fengqiao.mediation.caseload import LANES, Card
from fengqiao.textkit.codes import shown

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(cards: Sequence[Card]) -> bytes:
    """Return the cards as CSV in UTF-8 with a byte order mark, which Excel needs for Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_head())
    writer.writerows([_harmless(cell) for cell in _cells(card)] for card in cards)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(cards: Sequence[Card]) -> bytes:
    """Return the cards as a workbook; every cell is text, so nothing in it is ever a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("My cases"))
    for cells in [_head(), *(_cells(card) for card in cards)]:
        row = [WriteOnlyCell(sheet, value=_harmless(cell)) for cell in cells]
        for cell in row:
            cell.data_type = "s"
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, tuple[str, Callable[[Sequence[Card]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: such text gets an apostrophe in front."""
    return f"'{text}" if text.lstrip().startswith(RISKY) or text.startswith(RISKY) else text


def _head() -> list[str]:
    return [
        _("Case number"),
        _("Case code"),
        _("Applicant"),
        _("Other side"),
        _("Cause of action"),
        _("Amount in yuan"),
        _("State"),
        _("Next act"),
        _("Urgency"),
        _("Next time limit"),
        _("Date of application"),
    ]


def _cells(card: Card) -> list[str]:
    amount = card.case.dispute.amount
    return [
        card.case.number,
        shown(card.case.dispute.code),
        card.applicant,
        card.respondent,
        card.case.dispute.cause,
        f"{amount:.2f}" if amount is not None else "",
        card.state,
        card.next_act,
        str(LANES[card.lane]),
        card.deadline.end.isoformat() if card.deadline else "",
        timezone.localdate(card.case.opened_at).isoformat(),
    ]
