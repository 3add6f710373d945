"""The judge's findings as a form: nothing is chosen beforehand, what was found before comes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.confirmation.actions import Found
from fengqiao.confirmation.drafting import Outcome
from fengqiao.confirmation.evidence import Evidence
from fengqiao.confirmation.models import Finding

OUTCOMES: dict[str, Outcome] = {"confirm": "confirm", "dismiss": "dismiss", "permit_withdrawal": "permit"}
DECISIONS = (*OUTCOMES, "ask")


class FindingsForm(forms.Form):
    """For each point: in order or wanting, a tick that the evidence was looked at, a note."""

    use_required_attribute = False

    def __init__(self, evidence: list[Evidence], before: dict[str, Finding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evidence = evidence
        for one in evidence:
            code, found = one.point.code, before.get(one.point.code)
            self.fields[f"met_{code}"] = forms.ChoiceField(
                choices=[("yes", _("in order")), ("no", _("wanting"))],
                required=False,
                widget=forms.RadioSelect,
                initial={True: "yes", False: "no"}.get(found.met) if found else None,
            )
            self.fields[f"seen_{code}"] = forms.BooleanField(required=False, initial=bool(found))
            self.fields[f"note_{code}"] = forms.CharField(
                required=False, max_length=300, initial=found.note if found else ""
            )

    def clean(self) -> dict[str, Any]:
        """A finding needs a look at its evidence, and a word when something is wanting."""
        data = super().clean() or {}
        for one in self.evidence:
            code = one.point.code
            met, seen = data.get(f"met_{code}"), data.get(f"seen_{code}")
            if met and not seen:
                self.add_error(f"seen_{code}", _("Look at the evidence of this point first, and tick that you did."))
            if seen and not met:
                self.add_error(f"met_{code}", _("Say whether this point is in order or wanting."))
            if met == "no" and not data.get(f"note_{code}", "").strip():
                self.add_error(f"note_{code}", _("Say in a few words what is wanting."))
        return data

    def found(self) -> dict[str, Found]:
        """Return the findings that were made."""
        data = self.cleaned_data
        codes = [one.point.code for one in self.evidence if data.get(f"met_{one.point.code}")]
        return {
            code: Found(data[f"met_{code}"] == "yes", data[f"seen_{code}"], data[f"note_{code}"].strip())
            for code in codes
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return what the page shows of each point."""
        return [
            {
                "evidence": one,
                "met": self[f"met_{one.point.code}"],
                "seen": self[f"seen_{one.point.code}"],
                "note": self[f"note_{one.point.code}"],
                "errors": [
                    error for part in ("met", "seen", "note") for error in self[f"{part}_{one.point.code}"].errors
                ],
            }
            for one in self.evidence
        ]
