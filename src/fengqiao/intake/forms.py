"""The forms of an application. Each can be filled again from what a draft keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fengqiao.intake.arithmetic import plain_number
from fengqiao.intake.fields import AmountField, CountField, NameField, OwnWords, PastDayField, TypedField, check_visible
from fengqiao.intake.nodes import Words
from fengqiao.intake.questions import ESCAPE, Question
from fengqiao.intake.types import DisputeType, Remedy
from fengqiao.law.consents import consent_text
from fengqiao.people.contacts import clean_address
from fengqiao.people.forms import PeopleForm
from fengqiao.people.numbers import check_credit_code
from fengqiao.textkit.amounts import find_amounts
from fengqiao.textkit.dates import find_dates

LONGEST_STORY = 5000
CONSENTS = ("online_mediation", "sensitive_data", "electronic_delivery", "online_confirmation")
"""In the order of asking."""
NEEDED = {
    "online_mediation": _("Mediation on this platform needs this consent. Without it please come to the counter."),
    "sensitive_data": _("Checking your identity online needs this consent. Without it please come to the counter."),
}
_PAID = re.compile(r"[付交花充]了?\s*([0-9][0-9,]*(?:\.[0-9]+)?)(?![0-9年月日号])")


class PageForm(PeopleForm):
    """A page of the application; the server checks, the browser does not stand in between."""

    use_required_attribute = False


class StoryForm(PageForm):
    """What happened, in the person's own words."""

    story = OwnWords(
        longest=LONGEST_STORY,
        rows=6,
        label=_("What happened"),
        help_text=_("When, with whom, what was agreed, what went wrong, what you want. A few sentences are enough."),
        missing=_("Please write what happened, a few sentences are enough."),
    )

    def clean_story(self) -> str:
        """Ask for a little more when nothing can be understood."""
        story = str(self.cleaned_data["story"])
        if len(re.findall(r"\w", story)) < 5:
            raise forms.ValidationError(_("That is very short. Please write a sentence about what happened."))
        return story


class QuestionsForm(PageForm):
    """The few questions of one kind of dispute."""

    def __init__(self, *args: Any, kind: DisputeType, story: str, today: date, **kwargs: Any) -> None:
        found = {question.id: prefill(question, story, today) for question in kind.questions}
        kwargs.setdefault("initial", {name: text for name, text in found.items() if text})
        super().__init__(*args, **kwargs)
        self.kind = kind
        for question in kind.questions:
            self.fields[question.id] = question_field(question, today)

    def clean(self) -> dict[str, Any]:
        """Check numbers against each other: not more used than bought."""
        data = super().clean() or {}
        refuse_more_than(self, self.kind.questions, data)
        return data

    @property
    def rows(self) -> list[tuple[BoundField, str]]:
        """Return every field, with the text found in the story where that still stands and needs no look."""
        found = {name: str(self.initial.get(name, "")) for name in self.fields}
        return [(self[name], found[name] if self._stands(self[name], found[name]) else "") for name in self.fields]

    def _stands(self, bound: BoundField, found: str) -> bool:
        return bool(found) and not bound.errors and str(bound.value() or "") == found

    @property
    def numbers(self) -> dict[str, Decimal]:
        """Return the answers that arithmetic can use."""
        return {name: value for name, value in self.cleaned_data.items() if isinstance(value, Decimal)}


class AskForm(PageForm):
    """The other side, and what is asked of it."""

    name = NameField(
        label=_("Name of the other side"),
        help_text=_("A person, a shop or a company, as you know it."),
        error_messages={"required": _("Please write who the other side is.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("Mobile number or e-mail of the other side"),
        help_text=_("The invitation goes there. The number of customer service will do if it is a mobile number."),
        error_messages={"required": _("Please write a mobile number or an e-mail address of the other side.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        help_text=_("18 characters, on the business licence or at the bottom of the shop's page."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    wish = forms.ChoiceField(
        label=_("What do you want"),
        help_text=_("It can be changed in the talks at any time."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you want.")},
    )
    amount = AmountField(
        label=_("Another amount"),
        help_text=_("In yuan. Written here, it counts instead of the one above."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input--s num"}),
    )

    def __init__(self, *args: Any, kind: DisputeType, numbers: Mapping[str, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.numbers = numbers
        self.fields["wish"].choices = [(remedy.code, self._wish(remedy)) for remedy in kind.remedies]  # type: ignore[attr-defined]
        self.fields["amount"].widget.attrs["data-unit"] = _("yuan")

    @property
    def details_open(self) -> bool:
        """Return whether the field for an own amount must be in sight."""
        return bool(self["amount"].errors or self["amount"].value()) or not self.proposes

    @property
    def proposes(self) -> bool:
        """Return whether an amount follows from the answers for every remedy of money."""
        return all(self.proposed(remedy) for remedy in self.kind.remedies if remedy.money)

    def proposed(self, remedy: Remedy) -> tuple[Decimal, str] | None:
        """Return amount and arithmetic; None when the answers do not suffice."""
        proposal = self.kind.proposals.get(remedy.proposal)
        amount = proposal.formula.value(self.numbers) if proposal else None
        if proposal is None or amount is None:
            return None
        left, right = proposal.formula.shown(self.numbers), plain_number(amount)
        return amount, left if left == right else f"{left} = {right}"

    def clean_contact(self) -> tuple[str, str]:
        """Return the channel (``sms``, ``mail``) and the address."""
        return self.checked(clean_address, self.cleaned_data["contact"])  # type: ignore[no-any-return]

    def clean_credit_code(self) -> str:
        """Return the code in normal form; empty stays empty."""
        text = self.cleaned_data["credit_code"]
        return str(self.checked(check_credit_code, text)) if text else ""

    def clean(self) -> dict[str, Any]:
        """Ask for an amount where money is wanted and none follows from the answers."""
        data = super().clean() or {}
        if data.get("wish") and "amount" in data and data["amount"] is None:
            remedy = self.kind.remedy(data["wish"])
            if remedy.money and not self.proposed(remedy):
                self.add_error("amount", gettext("Please write how much you want, in figures, for example 3984."))
        return data

    def _wish(self, remedy: Remedy) -> str:
        found = self.proposed(remedy)
        sums = gettext("CNY %(amount)s") % {"amount": plain_number(found[0])} if found else ""
        arithmetic = f"（{found[1]}）" if found and "=" in found[1] else ""
        return "\n".join(filter(None, [remedy.words.own, " ".join(filter(None, [sums + arithmetic, remedy.hint.own]))]))


class RequestForm(PageForm):
    """The sentence that says what is asked, after the person's own changes."""

    request = OwnWords(
        longest=1000,
        label=_("What you ask for"),
        help_text=_("This sentence stands in the application. The amount is changed on the page before."),
        missing=_("Please write what you ask for."),
    )


class FilesForm(PageForm):
    """What the files are to show."""

    proves = forms.CharField(
        label=_("What these files show"),
        required=False,
        max_length=300,
        validators=[check_visible],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CheckForm(PageForm):
    """The person's word that it is true, and separate consents; nothing is ticked beforehand."""

    truth = forms.BooleanField(
        label=_("What stands above is what I know to be true."),
        error_messages={"required": _("Please confirm that what stands above is true as far as you know.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CONSENTS:
            text = consent_text(code, today)
            about = [Words(text.consequence_zh, text.consequence_en).own, Words(text.withdraw_zh, text.withdraw_en).own]
            self.fields[code] = forms.BooleanField(
                label=Words(text.what_zh, text.what_en).own,
                help_text=" ".join(about),
                required=code in NEEDED,
                error_messages={"required": NEEDED.get(code, "")},
            )
            if text.scope:
                self.fields["documents"] = forms.MultipleChoiceField(
                    label=_("Which papers may come electronically"),
                    help_text=_("Leave all empty and papers come by post."),
                    choices=[(choice.code, Words(choice.zh, choice.en).own) for choice in text.scope],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    def clean(self) -> dict[str, Any]:
        """Ask which papers when electronic delivery is wanted."""
        data = super().clean() or {}
        if data.get("electronic_delivery") and not data.get("documents"):
            self.add_error("documents", gettext("Please tick which papers may come electronically."))
        if data.get("documents") and not data.get("electronic_delivery"):
            self.add_error("electronic_delivery", gettext("You ticked papers: please tick electronic delivery too."))
        return data


def question_field(question: Question, today: date) -> forms.Field:
    """Return the form field of a question."""
    common: dict[str, Any] = {
        "label": question.words.own,
        "help_text": question.hint.own,
        "required": question.required,
    }
    if question.kind in {"choice", "yesno"}:
        missing = _("Please choose one; when in doubt choose “%(escape)s”.") % {"escape": question.escape.own}
        return forms.ChoiceField(
            choices=options(question), widget=forms.RadioSelect, error_messages={"required": missing}, **common
        )
    attrs = {"autocomplete": "off"}
    if question.unit.own:
        attrs["data-unit"] = question.unit.own
    if question.kind == "date":
        return PastDayField(today=today, widget=forms.TextInput(attrs={**attrs, "class": "input--m num"}), **common)
    if question.kind == "text":
        return forms.CharField(max_length=300, validators=[check_visible], widget=forms.TextInput(attrs), **common)
    fields: dict[str, type[TypedField]] = {"amount": AmountField, "count": CountField}
    mode = {"amount": "decimal", "count": "numeric"}[question.kind]
    widget = forms.TextInput(attrs={**attrs, "inputmode": mode, "class": "input--s num"})
    return fields[question.kind](widget=widget, **common)


def refuse_more_than(form: forms.BaseForm, questions: Iterable[Question], data: Mapping[str, Any]) -> None:
    """Put an error at every number that is larger than the one that it is a part of."""
    for question in questions:
        most = data.get(question.at_most)
        if question.at_most and most is not None and (data.get(question.id) or 0) > most:
            words = gettext("This cannot be more than %(most)s, which you wrote above.")
            form.add_error(question.id, words % {"most": plain_number(most)})


def options(question: Question) -> list[tuple[str, str]]:
    """Return the answers to choose from, the way out last."""
    if question.kind == "yesno":
        given = [("yes", gettext("Yes")), ("no", gettext("No"))]
    else:
        given = [("\n".join(filter(None, [o.words.own, o.hint.own])), o.code) for o in question.options]
        given = [(code, label) for label, code in given]
    return [*given, (ESCAPE, question.escape.own)]


def prefill(question: Question, story: str, today: date) -> str:
    """Return what the story already says to a question, so that nothing is typed twice."""
    if question.prefill == "largest_amount":
        found = [amount.value for amount in find_amounts(story)]
        found += [Decimal(match.replace(",", "")) for match in _PAID.findall(story)]
        return f"{max(found).normalize():f}" if found else ""
    if question.prefill == "first_date":
        days = [day.value for day in find_dates(story, today) if day.value <= today]
        return days[0].isoformat() if days else ""
    return ""
