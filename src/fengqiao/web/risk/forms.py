"""The questionnaire of the risk review. Everything may stay open; what is open stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fengqiao.insight.gates import Told, questions
from fengqiao.insight.report import BANDS, STRONGEST, Answers
from fengqiao.intake.fields import AmountField, OwnWords, PastDayField
from fengqiao.law.money import Sentence
from fengqiao.web.templatetags.fengqiao import own_language

UNKNOWN = "unknown"
TRUTHS = {"yes": True, "no": False, UNKNOWN: None}
LONGEST_HELD = 300
YES_NO = ((UNKNOWN, gettext_lazy("I do not know")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))
STRENGTHS = (
    (UNKNOWN, gettext_lazy("I do not know")),
    ("0", gettext_lazy("Nothing")),
    ("1", gettext_lazy("Only my own words")),
    ("2", gettext_lazy("A copy, a screenshot, a record of one side")),
    ("3", gettext_lazy("An original, or something both sides wrote")),
)
CHANCES = (
    (UNKNOWN, gettext_lazy("I do not know")),
    ("unlikely", gettext_lazy("Rather not: up to 33 in 100")),
    ("open", gettext_lazy("Open: 33 to 67 in 100")),
    ("likely", gettext_lazy("Rather yes: from 67 in 100")),
)
GUESSES: Mapping[str, str | Promise] = {
    "win": gettext_lazy("Would a court decide in your favour?"),
    "share": gettext_lazy("If so: would it award the whole amount? Your guess of the part"),
    "paid": gettext_lazy("If so: would the other side pay it?"),
}
ENFORCE: Mapping[str, str | Promise] = {
    "assets_known": gettext_lazy("Do you know of an account, a shop or other assets of the other side?"),
    "moving_assets": gettext_lazy("Are there signs that assets are being moved away?"),
    "other_debts": gettext_lazy("Do you know of others whom the other side owes?"),
}


class OpenChoice(forms.ChoiceField):
    """A choice whose first answer is "I do not know", which also stands for no answer."""

    def __init__(self, choices: Any, label: Any) -> None:
        missing = {"invalid_choice": gettext_lazy("Please choose one from the list.")}
        super().__init__(choices=choices, label=label, initial=UNKNOWN, error_messages=missing)

    def clean(self, value: Any) -> str:
        """Return the code."""
        return str(super().clean(value or UNKNOWN))


class ReviewForm(forms.Form):
    """All questions, in four groups: days, obstacles, evidence, money."""

    use_required_attribute = False

    def __init__(self, elements: Mapping[str, Sentence], data: Mapping[str, Any] | None, today: date) -> None:
        super().__init__(data)
        self.elements = elements
        self.gates = [question.fact for question in questions(today)]
        self._days(today)
        for question in questions(today):
            self.fields[question.fact] = OpenChoice(YES_NO, own_language(question.words))
        self._evidence()
        self._money()

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their headings."""
        proof = [name for code in self.elements for name in (f"strength_{code}", f"held_{code}")]
        return [
            (_("Since when"), [self["known"], self["demanded"]]),
            (_("What could stand in the way"), [self[name] for name in self.gates]),
            (_("What you can prove"), [self[name] for name in proof]),
            (_("Money and payment"), [self["own_cost"], *(self[name] for name in (*ENFORCE, *GUESSES))]),
        ]

    def clean(self) -> dict[str, Any]:
        """A demand cannot be older than the claim."""
        cleaned: dict[str, Any] = super().clean() or {}
        known, demanded = cleaned.get("known"), cleaned.get("demanded")
        if known and demanded and demanded < known:
            self.add_error("demanded", _("This is earlier than the day above. Please check both."))
        return cleaned

    def answers(self) -> Answers:
        """Return what is known; a field that is not valid counts as not known."""
        given = getattr(self, "cleaned_data", {})
        strengths = {code: given.get(f"strength_{code}", UNKNOWN) for code in self.elements}
        return Answers(
            facts={name: TRUTHS[given.get(name, UNKNOWN)] for name in (*self.gates, *ENFORCE)},
            told=Told(known=given.get("known"), demanded=given.get("demanded") if given.get("known") else None),
            held={code: given.get(f"held_{code}", "") for code in self.elements},
            strength={code: int(found) for code, found in strengths.items() if found != UNKNOWN},
            own_cost=given.get("own_cost"),
            guesses={name: str(given[name]) for name in GUESSES if given.get(name) in BANDS},
        )

    def _days(self, today: date) -> None:
        self.fields["known"] = PastDayField(
            today=today,
            label=_("The day on which you knew, or should have known, that your right was harmed and by whom"),
            help_text=_("Often the day on which payment was due. Leave it empty when you do not know."),
            required=False,
        )
        self.fields["demanded"] = PastDayField(
            today=today,
            label=_("The last day on which you demanded it from the other side, with proof"),
            help_text=_("A message, a letter, a complaint to the platform. A demand makes limitation run anew."),
            required=False,
        )

    def _evidence(self) -> None:
        assert len(STRENGTHS) == STRONGEST + 2
        for code, title in self.elements.items():
            name = own_language(title)
            self.fields[f"strength_{code}"] = OpenChoice(STRENGTHS, _("%(element)s: your proof") % {"element": name})
            self.fields[f"held_{code}"] = OwnWords(
                longest=LONGEST_HELD,
                missing="",
                rows=2,
                label=_("%(element)s: what you have in hand") % {"element": name},
                required=False,
            )
            self.fields[f"held_{code}"].widget.attrs["class"] = "area--line"

    def _money(self) -> None:
        self.fields["own_cost"] = AmountField(
            label=_("Your own other costs: lawyer, travel, appraisal"),
            help_text=_("In yuan. Leave it empty when you do not know."),
            required=False,
        )
        for name, label in (*ENFORCE.items(),):
            self.fields[name] = OpenChoice(YES_NO, label)
        for name, label in GUESSES.items():
            self.fields[name] = OpenChoice(CHANCES, label)
