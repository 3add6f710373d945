"""Form fields of the intake: what people type, taken over as the text tools read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fengqiao.intake.arithmetic import LARGEST
from fengqiao.intake.nodes import Words
from fengqiao.textkit.amounts import parse_amount
from fengqiao.textkit.dates import parse_date
from fengqiao.textkit.names import clean_name
from fengqiao.textkit.numerals import parse_number
from fengqiao.textkit.reasons import HALF_WIDTH, TextRefused

MOST_COUNTED = 1_000_000
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def read_text(parse: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Return what a text tool makes of a text; its refusal becomes a form error in the page's language."""
    try:
        return parse(*args, **kwargs)
    except TextRefused as refused:
        raise ValidationError(Words(refused.reason.zh, refused.reason.en).own) from None


def check_visible(text: str) -> None:
    """Refuse characters that turn the direction of writing or cannot be seen."""
    if _TURNING.search(text):
        raise ValidationError(_("There is a hidden character in here that turns the text around. Please type it anew."))
    if any(unicodedata.category(character) in {"Cc", "Cs"} and character not in "\t\n\r" for character in text):
        raise ValidationError(_("There is a character in here that cannot be shown. Please type it anew."))


class OwnWords(forms.CharField):
    """A text of several lines; too long says how long."""

    widget = forms.Textarea

    def __init__(self, *, longest: int, missing: Any, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": missing},
            validators=[check_visible],
            **kwargs,
        )
        self.longest = longest

    def validate(self, value: str) -> None:
        """Check the length after the usual checks."""
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _("Please shorten this to %(longest)s characters; now it has %(length)s.")
                % {"longest": self.longest, "length": len(value)}
            )


class TypedField(forms.CharField):
    """One line that a text tool reads; empty is None where it may be."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the value that the text means."""
        text = super().clean(value)
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        """Return the value; ValidationError says what to write instead."""
        raise NotImplementedError


class AmountField(TypedField):
    """Yuan with two places, above zero and up to ten thousand million."""

    def read(self, text: str) -> Decimal:
        """Return the amount."""
        amount: Decimal = read_text(parse_amount, text)
        if amount > LARGEST:
            raise ValidationError(_("That is more than 10,000,000,000 yuan. Please check the number of zeros."))
        return amount


class CountField(TypedField):
    """A whole number from 0."""

    def read(self, text: str) -> Decimal:
        """Return the number."""
        number = parse_number(re.sub(r"[\s节次个月天件]", "", text.translate(HALF_WIDTH)))
        if number is None or number != int(number) or not 0 <= number <= MOST_COUNTED:
            raise ValidationError(_("Please write a whole number, for example 60."))
        return number


class PastDayField(TypedField):
    """A day up to today, as people write it."""

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today = today

    def read(self, text: str) -> date:
        """Return the day."""
        day: date = read_text(parse_date, text, self.today)
        if day.year < self.today.year - 30:
            raise ValidationError(_("That is more than 30 years ago. Please check the year."))
        return day


class NameField(TypedField):
    """A name without hidden characters and emoji."""

    def read(self, text: str) -> str:
        """Return the name in its normal form."""
        return str(read_text(clean_name, text))
