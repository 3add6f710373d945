"""The editor of the agreement: facts, and one small form a term."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.negotiation.agreements import TermDraft
from fengqiao.negotiation.models import Term
from fengqiao.textkit.amounts import parse_amount
from fengqiao.textkit.reasons import TextRefused

DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")
MOST_INSTALMENTS = 36


class MoneyField(forms.CharField):
    """An amount in yuan as people write it: 3,984 or 3984.5 or 三千四百."""

    def clean(self, value: Any) -> Any:
        """Return a Decimal with two places, ``None`` when empty; the length is that of the text."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_amount(text)
        except TextRefused:
            raise forms.ValidationError(_("Write the amount as a number, for example 3984.")) from None


class InstalmentsField(forms.CharField):
    """One instalment a line: the day and the amount, in either order."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        """Return ((amount, day), …) in the order of the lines."""
        lines = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST_INSTALMENTS:
            raise forms.ValidationError(_("At most %(n)s instalments.") % {"n": MOST_INSTALMENTS})
        return tuple(self._line(n, line) for n, line in enumerate(lines, 1))

    def _line(self, n: int, line: str) -> tuple[Decimal, date]:
        found = DAY.search(line)
        problem = forms.ValidationError(
            _("Line %(n)s: write the day and the amount, for example 2026-12-05 2000.") % {"n": n}
        )
        if not found:
            raise problem
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return parse_amount(line.replace(found[0], " ").strip(" ，,：:前付")), day
        except (ValueError, TextRefused):
            raise problem from None


class TermForm(forms.Form):
    """One term."""

    act = forms.ChoiceField(label=_("What"), choices=Term.Act.choices)
    debtor = forms.ChoiceField(
        label=_("Who does it"),
        required=False,
        choices=[("b", _("the other side")), ("a", _("the applicant")), ("", _("both"))],
    )
    text = forms.CharField(label=_("In words"), required=False, max_length=2000, widget=forms.Textarea)
    amount = MoneyField(label=_("Amount in yuan"), required=False, max_length=40)
    due = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    instalments = InstalmentsField(label=_("Instalments, one a line"), required=False, max_length=3000)
    place = forms.CharField(label=_("Account, place or manner"), required=False, max_length=200)
    default = forms.CharField(label=_("If it is not done"), required=False, max_length=500, widget=forms.Textarea)

    def draft(self) -> TermDraft:
        """Return the cleaned term."""
        data = self.cleaned_data
        return TermDraft(
            act=data["act"],
            debtor=data["debtor"],
            text=data["text"],
            amount=data["amount"],
            due=data["due"] if not data["instalments"] else None,
            instalments=data["instalments"],
            place=data["place"],
            default=data["default"],
        )


class AgreementForm(forms.Form):
    """The frame around the terms."""

    facts = forms.CharField(label=_("Main facts and issues"), max_length=5000, widget=forms.Textarea)


TermSet = forms.formset_factory(TermForm, extra=0, max_num=40, absolute_max=60)


def initial_of(term: TermDraft) -> dict[str, Any]:
    """Return a term as the form shows it."""
    return {
        "act": term.act,
        "debtor": term.debtor,
        "text": term.text,
        "amount": f"{term.amount:.2f}" if term.amount is not None else "",
        "due": term.due,
        "instalments": "\n".join(f"{day.isoformat()} {amount:.2f}" for amount, day in term.instalments),
        "place": term.place,
        "default": term.default,
    }
