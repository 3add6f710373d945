"""Template words of the platform. Templates format, they never compute."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import segno
from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fengqiao.cases.models import Case
from fengqiao.intake.exploring import BLANK
from fengqiao.intake.guide import STRENGTHS, Finding
from fengqiao.intake.nodes import Words
from fengqiao.intake.types import causes_in_english
from fengqiao.law.citations import citation
from fengqiao.textkit.codes import shown
from fengqiao.web.shell.fields import field_context, summary

register = template.Library()
ICONS = Path(__file__).resolve().parent.parent / "shell" / "icons.svg"
CHINESE = re.compile(r"[\u3400-\u9fff]")


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Return the named line icon, drawn in place; ``s`` for the small one. LookupError for an unknown name."""
    classes = f"i i--{size}" if size else "i"
    body = mark_safe(_icons()[name])  # noqa: S308  our own file
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', classes, body)


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """Return a QR code as a drawing without inline style; black on white in both themes."""
    width, path = _qr_path(text)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<path fill="#111" d="{2}"/></svg>',
        width,
        label or _("QR code, it opens %(address)s") % {"address": text},
        path,
    )


@register.inclusion_tag("shell/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show one field of a form with label, hint and error."""
    return field_context(bound)


@register.inclusion_tag("shell/_errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """Show the summary of a form's errors; nothing when there are none."""
    return {"errors": summary(form) if form.is_bound else []}


@register.simple_tag
def lang_of(text: object) -> SafeString:
    """Return `` lang="…"`` for words that people wrote in another language than the page's; else nothing."""
    english_page = (get_language() or "").startswith("en")
    chinese = bool(CHINESE.search(str(text)))
    if english_page and chinese:
        return mark_safe(' lang="zh-Hans"')
    if not english_page and not chinese and re.search("[A-Za-z]{3}", str(text)):
        return mark_safe(' lang="en"')
    return mark_safe("")


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """Return a point in time as people read it in Shanghai; the year only when it is not this one."""
    local = timezone.localtime(at)
    words = f"{_day_words(local.date())} {date_format(local, 'TIME_FORMAT')}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


@register.simple_tag
def day(value: date, weekday: bool = False) -> SafeString:
    """Return a day as people read it, with the weekday where somebody must be somewhere."""
    words = _day_words(value)
    if weekday:
        words = _("%(day)s (%(weekday)s)") % {"day": words, "weekday": date_format(value, "D")}
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.filter
def yuan(amount: Decimal) -> str:
    """Return money as people say it: ``3,400 元``, with cents only where there are some."""
    digits = f"{amount:,.2f}".removesuffix(".00")
    return _("CNY %(amount)s") % {"amount": digits}


@register.filter
def cause(name: str) -> str:
    """Return a cause of action in the page's language; one that no type knows stays Chinese."""
    return own_language((name, causes_in_english().get(name, name)))


@register.filter
def spoken_code(code: str) -> str:
    """Return a case code in the two groups in which it is read aloud: ``7K3M-92``."""
    return shown(code)


@register.filter
def case_name(case: Case) -> str:
    """Return the number of a case, or before it has one the case code as people read it."""
    return case.number or shown(case.dispute.code)


@register.filter
def own_language(pair: tuple[str, str]) -> str:
    """Return the half of a (Chinese, English) pair that fits the page."""
    return pair[1] if (get_language() or "").startswith("en") else pair[0]


@register.filter
def cite(code: str) -> str:
    """Return the article that a basis code names, in the page's language."""
    found = citation(code)
    return own_language((found.zh, found.en))


@register.simple_tag
def strength(finding: Finding) -> Words:
    """Return how firm a finding of a guide is, in words."""
    return STRENGTHS[finding.strength]


@register.filter
def blanks(text: str) -> SafeString:
    """Return a text whose blank lines are announced as such by screen readers."""
    line = format_html('<span class="blank" aria-label="{}" role="img">{}</span>', _("to fill in"), BLANK)
    return mark_safe(line.join(escape(part) for part in text.split(BLANK)))  # noqa: S308  parts are escaped


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """Return the query of this address with some values changed; empty ones leave it."""
    query = context["request"].GET.dict()
    query.update({key: str(value) for key, value in changes.items()})
    return "?" + urlencode({key: value for key, value in query.items() if value})


def _day_words(value: date) -> str:
    same_year = value.year == timezone.localdate().year
    return date_format(value, "MONTH_DAY_FORMAT" if same_year else "DATE_FORMAT")


@lru_cache(maxsize=512)
def _qr_path(text: str) -> tuple[int, str]:
    """Return width and path of a code. The best of the eight masks takes 10 ms to find, so it is kept for a while."""
    rows = segno.make(text, error="m", micro=False).matrix
    runs = [
        f"M{run.start()} {y}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for y, row in enumerate(rows)
        for run in re.finditer("1+", "".join(str(int(cell)) for cell in row))
    ]
    return len(rows), "".join(runs)


@cache
def _icons() -> dict[str, str]:
    return dict(re.findall(r'<symbol id="i-([a-z]+)"[^>]*>(.*?)</symbol>', ICONS.read_text("utf-8")))
