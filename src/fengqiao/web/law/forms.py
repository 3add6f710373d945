"""The form of one kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fengqiao.web.law.asks import Ask, Plain
from fengqiao.web.law.kinds import Kind


class AskForm(forms.Form):
    """The questions of a kind; empty ones that may stay empty are left out of the row."""

    use_required_attribute = False

    def __init__(self, asks: tuple[Ask, ...], data: Mapping[str, Any] | None, today: date) -> None:
        super().__init__(data)
        self.asks = asks
        for ask in asks:
            self.fields[ask.key] = ask.field(today)

    def given(self) -> dict[str, Plain]:
        """Return the answers as a row wants them."""
        values = ((ask, self.cleaned_data.get(ask.key)) for ask in self.asks)
        return {ask.key: ask.plain(value) for ask, value in values if value not in (None, "", [])}

    def said(self) -> list[tuple[str, str]]:
        """Return label and answer of each question, for print."""
        return [
            (str(bound.label), _shown(bound.field, self.cleaned_data[bound.name]))
            for bound in self
            if self.cleaned_data.get(bound.name) not in (None, "", [])
        ]


class KindForm(AskForm):
    """The questions of a kind of calculator; two days of a span become its days."""

    def __init__(self, kind: Kind, data: Mapping[str, Any] | None, today: date) -> None:
        super().__init__(kind.asks, data, today)
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        """A span must not end before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if self.kind.span and first and last and last < first:
            self.add_error("to_day", _("This is earlier than the first day. Please check both."))
        return cleaned

    def given(self) -> dict[str, Plain]:
        """Return the answers as the row wants them, days of a span as their number."""
        found = super().given()
        if not self.kind.span:
            return found
        days = (self.cleaned_data["to_day"] - self.cleaned_data["from_day"]).days
        return {key: value for key, value in found.items() if key not in ("from_day", "to_day")} | {"days": days}

    def span(self) -> tuple[str, str] | None:
        """Return how the days of the span were counted (zh, en)."""
        if not self.kind.span:
            return None
        first, last = self.cleaned_data["from_day"], self.cleaned_data["to_day"]
        days = (last - first).days
        return (
            f"从{first}起，到{last}的前一天止，共 {days} 天。",
            f"From {first} to the day before {last}: {days} day{'' if days == 1 else 's'}.",
        )


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(value, list):
        return "; ".join(_shown(field, each) for each in value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Decimal):
        unit = str(field.widget.attrs.get("data-unit", ""))
        return f"{value:,f} {unit}".strip() if unit != "%" else f"{value:f}%"
    return str(value)
