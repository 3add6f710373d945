"""What a calculator asks: a form field for each question, and the answer as a row of ``fengqiao.law.rows`` wants it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fengqiao.intake.fields import AmountField, CountField, TypedField, read_text
from fengqiao.law.money import plain
from fengqiao.law.reading import MOST_PERCENT
from fengqiao.textkit.dates import parse_date
from fengqiao.textkit.reasons import HALF_WIDTH

Text = str | Promise
Plain = str | int | bool | list[str]
"""A value of a row: amounts, percentages and days as text, numbers of days as numbers."""

YUAN = gettext_lazy("yuan")
MISSING = gettext_lazy("Please fill this in; without it nothing can be computed.")
FIRST_YEAR, LAST_YEAR = 1950, 2150
MOST_LINES = 200
_PERCENT = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")


class DayField(TypedField):
    """Any day that a time limit can start from or end on, as people write it."""

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today = today

    def read(self, text: str) -> date:
        """Return the day."""
        day: date = read_text(parse_date, text, self.today, allow_future=True)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                _("Write a year from %(first)d to %(last)d. Please check the year.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day


class PercentField(TypedField):
    """A percentage: 12, 12.5, 12.5%."""

    def read(self, text: str) -> Decimal:
        """Return the number before the percent sign."""
        written = text.translate(HALF_WIDTH).replace(" ", "").removesuffix("%")
        if not _PERCENT.fullmatch(written) or Decimal(written) > MOST_PERCENT:
            raise ValidationError(_("Please write a percentage, for example 12.5."))
        return Decimal(written)


class LinesField(TypedField):
    """Several values, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "area--s"})

    def __init__(self, *, of: TypedField, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_length = None
        self.of = of

    def read(self, text: str) -> list[Any]:
        """Return what each line means; ValidationError names the line."""
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("These are more than %(most)d lines. Please write fewer.") % {"most": MOST_LINES})
        return [self._value(number, line) for number, line in enumerate(lines, 1)]

    def _value(self, number: int, line: str) -> Any:
        try:
            return self.of.clean(line)
        except ValidationError as error:
            words = {"number": number, "fault": " ".join(error.messages)}
            raise ValidationError(_("Line %(number)d: %(fault)s") % words) from None


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. ``key`` is its name in the address and in the row."""

    key: str
    label: Text
    hint: Text = ""
    required: bool = True

    def field(self, today: date) -> forms.Field:
        """Return the form field."""
        raise NotImplementedError

    def plain(self, value: Any) -> Plain:
        """Return the answer as the row wants it."""
        return str(value)

    def words(self) -> dict[str, Any]:
        """Return what every field of a form takes."""
        return {
            "label": self.label,
            "help_text": self.hint,
            "required": self.required,
            "error_messages": {"required": MISSING},
        }


@dataclass(frozen=True, slots=True)
class Amount(Ask):
    """Yuan."""

    def field(self, today: date) -> forms.Field:
        """Return a field for what people write as an amount."""
        field = AmountField(**self.words())
        field.widget.attrs |= {"inputmode": "decimal", "data-unit": YUAN, "autocomplete": "off"}
        return field

    def plain(self, value: Decimal) -> Plain:
        """Return yuan in digits."""
        return plain(value)


@dataclass(frozen=True, slots=True)
class Amounts(Ask):
    """Several amounts, one a line."""

    def field(self, today: date) -> forms.Field:
        """Return a field of lines."""
        return LinesField(of=AmountField(), **self.words())

    def plain(self, value: Sequence[Decimal]) -> Plain:
        """Return each in digits."""
        return [plain(each) for each in value]


@dataclass(frozen=True, slots=True)
class Day(Ask):
    """A day."""

    def field(self, today: date) -> forms.Field:
        """Return a field for what people write as a date."""
        field = DayField(today=today, **self.words())
        field.widget.attrs |= {"autocomplete": "off", "placeholder": "2026-03-05"}
        return field

    def plain(self, value: date) -> Plain:
        """Return the day as ISO writes it."""
        return value.isoformat()


@dataclass(frozen=True, slots=True)
class Days(Ask):
    """Several days, one a line."""

    def field(self, today: date) -> forms.Field:
        """Return a field of lines."""
        return LinesField(of=DayField(today=today), **self.words())

    def plain(self, value: Sequence[date]) -> Plain:
        """Return each as ISO writes it."""
        return [day.isoformat() for day in value]


@dataclass(frozen=True, slots=True)
class Whole(Ask):
    """A whole number."""

    def field(self, today: date) -> forms.Field:
        """Return a field for a count."""
        field = CountField(**self.words())
        field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        return field

    def plain(self, value: Decimal) -> Plain:
        """Return the number."""
        return int(value)


@dataclass(frozen=True, slots=True)
class Percent(Ask):
    """A percentage."""

    def field(self, today: date) -> forms.Field:
        """Return a field for a percentage."""
        field = PercentField(**self.words())
        field.widget.attrs |= {"inputmode": "decimal", "data-unit": "%", "autocomplete": "off"}
        return field

    def plain(self, value: Decimal) -> Plain:
        """Return the digits."""
        return plain(value)


@dataclass(frozen=True, slots=True)
class Choice(Ask):
    """One of a few; ``several`` makes the row hold a list of it, ``number`` a whole number."""

    options: tuple[tuple[str, Text], ...] = ()
    several: bool = False
    number: bool = False

    def field(self, today: date) -> forms.Field:
        """Return a list to choose from; a question that may stay open has an answer that says so."""
        first = [] if self.required else [("", gettext_lazy("none of these"))]
        words = self.words()
        words["error_messages"]["invalid_choice"] = gettext_lazy("Please choose one from the list.")
        return forms.ChoiceField(choices=[*first, *self.options], **words)

    def plain(self, value: str) -> Plain:
        """Return the code."""
        return int(value) if self.number else [value] if self.several else value


@dataclass(frozen=True, slots=True)
class YesNo(Ask):
    """Yes or no."""

    def field(self, today: date) -> forms.Field:
        """Return a list of the two."""
        words = self.words()
        words["error_messages"]["invalid_choice"] = gettext_lazy("Please choose one from the list.")
        return forms.ChoiceField(choices=[("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))], **words)

    def plain(self, value: str) -> Plain:
        """Return true or false."""
        return value == "yes"
