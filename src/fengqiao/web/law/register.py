"""The register of the law's tables: what is in force since when, on which source, and what is 待核."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fengqiao.law import local
from fengqiao.law.register import Listed, register
from fengqiao.law.table import Entry, load
from fengqiao.web.cases.export import harmless
from fengqiao.web.law.keys import worded
from fengqiao.web.templatetags.fengqiao import own_language

PER_PAGE = 40
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as the page shows it: its lines of key and value, and the day before the next one."""

    entry: Entry
    lines: tuple[tuple[str, str], ...]
    until: date | None


@require_safe
def tables(request: HttpRequest) -> HttpResponse:
    """List every table, filtered by a word and by whether something in it is 待核."""
    word, doubtful = request.GET.get("q", "").strip()[:LONGEST_WORD], request.GET.get("show") == "unverified"
    found = [listed for listed in register() if _fits(listed, word, doubtful)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "rows": [(listed, _in_force(listed, today), _doubtful(listed)) for listed in page],
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "word": word,
        "doubtful": doubtful,
        "local": _local(today),
    }
    return render(request, "law/tables.html", context)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Give all entries of all tables as CSV or JSON."""
    rows = [_row(listed, entry) for listed in register() for entry in listed.entries]
    if kind == "json":
        return HttpResponse(json.dumps(rows, ensure_ascii=False, indent=1), "application/json; charset=utf-8")
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows({key: harmless(str(value)) for key, value in row.items()} for row in rows)
    response = HttpResponse(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="law-tables.csv"'
    return response


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """Show one table with all its entries, the newest first."""
    listed = next((listed for listed in register() if listed.name == name), None)
    if listed is None:
        raise Http404
    ends = [entry.since for entry in listed.entries[1:]]
    shown = [
        Shown(entry, tuple((worded(key), worded(value)) for key, value in _lines(entry.value)), until)
        for entry, until in zip(listed.entries, [*ends, None], strict=True)
    ]
    return render(request, "law/table.html", {"listed": listed, "shown": shown[::-1]})


def _fits(listed: Listed, word: str, doubtful: bool) -> bool:
    texts = [listed.name, listed.zh, listed.en, *(entry.source for entry in listed.entries),
             *(entry.source_en for entry in listed.entries)]  # fmt: skip
    hit = not word or any(word.casefold() in text.casefold() for text in texts)
    return hit and (not doubtful or _doubtful(listed))


def _in_force(listed: Listed, today: date) -> Entry:
    return next((entry for entry in reversed(listed.entries) if entry.since <= today), listed.entries[0])


def _doubtful(listed: Listed) -> bool:
    return any(not entry.verified for entry in listed.entries)


def _local(today: date) -> list[tuple[str, tuple[str, str], Entry | None]]:
    """Return each figure that this place may set, with its entry or None where it is not set."""
    wage = ("小额诉讼所依据的上年度就业人员年平均工资", "Average yearly wage that bounds small claims")
    return [
        (key, wage if key == local.WAGE else _named(key), settings.LOCAL_LAW.figure(key, today)) for key in local.keys()
    ]


def _named(key: str) -> tuple[str, str]:
    about = load(key).about
    return about["zh"], about["en"]


def _row(listed: Listed, entry: Entry) -> dict[str, Any]:
    return {
        "table": listed.name,
        "zh": listed.zh,
        "en": listed.en,
        "since": entry.since.isoformat(),
        "value": json.dumps(entry.value, ensure_ascii=False, default=str),
        "source": entry.source,
        "source_en": entry.source_en,
        "verified": entry.verified,
    }


def _lines(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield key and value of everything that an entry holds, nested keys joined."""
    if isinstance(value, Mapping):
        words = own_language((str(value.get("zh", "")), str(value.get("en", "")))) if "zh" in value else ""
        if words:
            yield path or str(value.get("code", "")), words
        for key, each in value.items():
            if key not in ("zh", "en") or not words:
                yield from _lines(each, f"{path} {key}".strip())
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for number, each in enumerate(value, 1):
            yield from _lines(each, f"{path} {number}".strip())
    elif isinstance(value, list):
        yield path, "; ".join(" – ".join(map(str, each)) if isinstance(each, list) else str(each) for each in value)
    else:
        yield path, str(value)
