"""The form of an offer: one amount, perhaps in instalments, perhaps with words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fengqiao.negotiation.offers import LONGEST_OTHER, MOST_INSTALMENTS, Instalment
from fengqiao.textkit.amounts import parse_amount
from fengqiao.textkit.reasons import TextRefused
from fengqiao.web.templatetags.fengqiao import own_language


class OfferForm(forms.Form):
    """``amount``, ``due`` for a single payment, or ``part_1`` with ``day_1`` and so on."""

    amount = forms.CharField(max_length=40, required=False)
    due = forms.DateField(required=False)
    other = forms.CharField(max_length=LONGEST_OTHER, required=False)
    counters = forms.UUIDField(required=False)

    def clean_amount(self) -> Decimal:
        """Read the amount as people write it: 3400, 3,400.50, 三千四百."""
        return self._money(self.cleaned_data["amount"], allow_zero=True)

    def clean(self) -> dict[str, Any]:
        """Gather the instalments; a single day makes one payment of the whole."""
        data = super().clean() or {}
        self.instalments = [part for n in range(1, MOST_INSTALMENTS + 1) if (part := self._instalment(n))]
        if not self.instalments and data.get("due") and data.get("amount"):
            self.instalments = [Instalment(data["amount"], data["due"])]
        return data

    def _instalment(self, number: int) -> Instalment | None:
        amount = self.data.get(f"part_{number}", "").strip()
        day = self.data.get(f"day_{number}", "").strip()
        if not amount and not day:
            return None
        if not amount or not day:
            raise forms.ValidationError(
                _("Instalment %(n)d needs both an amount and a day. Fill in what is missing.") % {"n": number}
            )
        return Instalment(self._money(amount), self._day(day, number))

    def _money(self, text: str, *, allow_zero: bool = False) -> Decimal:
        try:
            return parse_amount(text, allow_zero=allow_zero)
        except TextRefused as error:
            raise forms.ValidationError(own_language((error.reason.zh, error.reason.en))) from None

    def _day(self, text: str, number: int) -> date:
        try:
            return forms.DateField().clean(text)
        except forms.ValidationError:
            raise forms.ValidationError(
                _("The day of instalment %(n)d is not a date. Write it like 2026-12-05.") % {"n": number}
            ) from None
