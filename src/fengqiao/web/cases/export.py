"""The list of cases as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from fengqiao.textkit.codes import shown
from fengqiao.web.cases.listing import Row

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: such text gets an apostrophe in front."""
    return f"'{text}" if text.lstrip().startswith(RISKY) or text.startswith(RISKY) else text


def as_csv(rows: Sequence[Row]) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark, which Excel needs for Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_head())
    writer.writerows([harmless(cell) for cell in _cells(row)] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Row]) -> bytes:
    """Return the rows as a workbook; every cell is text, so nothing in it is ever a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Cases"))
    for cells in [_head(), *(_cells(row) for row in rows)]:
        sheet.append([_text_cell(sheet, cell) for cell in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, tuple[str, Callable[[Sequence[Row]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}


def _text_cell(sheet: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=harmless(text))
    cell.data_type = "s"
    return cell


def _head() -> list[str]:
    return [
        _("Case number"),
        _("Case code"),
        _("Procedure"),
        _("State"),
        _("Applicant"),
        _("Other side"),
        _("Cause of action"),
        _("Amount in yuan"),
        _("Date of application"),
        _("Next time limit"),
    ]


def _cells(row: Row) -> list[str]:
    return [
        row.case.number,
        shown(row.case.dispute.code),
        row.procedure,
        row.state,
        row.sides["a"],
        row.sides["b"],
        row.case.dispute.cause,
        f"{row.amount:.2f}" if row.amount is not None else "",
        timezone.localdate(row.case.opened_at).isoformat(),
        row.next_due.isoformat() if row.next_due else "",
    ]
