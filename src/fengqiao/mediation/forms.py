"""The data of the mediation's steps."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.consents import consent_in_force
from fengqiao.cases.forms import StepForm, choice_field
from fengqiao.law.consents import consent_text
from fengqiao.law.delivery import day_of
from fengqiao.law.mediation import (
    decline_reasons,
    disclosure_grounds,
    end_grounds,
    refusal_reasons,
    return_grounds,
    sham_questions,
)
from fengqiao.mediation.models import Mediation
from fengqiao.mediation.panel import Candidate, candidates
from fengqiao.mediation.queries import mediation_of
from fengqiao.mediation.wording import choices, in_language
from fengqiao.people.models import Person
from fengqiao.textkit.amounts import parse_amount
from fengqiao.textkit.reasons import TextRefused

NOTE_LENGTH = 300


class AmountField(forms.CharField):
    """Yuan with two places, however people write them: 3,984 · 三千四百 · 1.2万."""

    default_error_messages = {"required": _("Write the amount in figures, for example 3984")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs.update({"class": "input--s num", "inputmode": "decimal", "data-unit": _("yuan")})

    def clean(self, value: Any) -> Decimal | None:
        """Return the amount; the error says what is wrong with it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_amount(text, allow_zero=True)
        except TextRefused as refused:
            raise forms.ValidationError(in_language(refused.reason.zh, refused.reason.en)) from None


def _note(label: Any, *, required: bool = False, rows: int = 3, length: int = NOTE_LENGTH) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write a few words, so that others can follow it")},
    )


def _one_of(label: Any, missing: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, error_messages={"required": missing})


class NoteForm(StepForm):
    """A step that needs a few words."""

    note = _note(_("How contact was tried"), required=True)


class ReturnForm(StepForm):
    """Why the application is returned (T9)."""

    ground = _one_of(_("Why it is returned"), _("Choose why the application is returned"))
    note = _note(_("What the applicant can do now"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "ground").choices = choices(return_grounds(_today()))


class MediatorField(forms.ModelChoiceField):
    """Shows name, body, load and why the person fits."""

    known: dict[Any, Candidate] = {}

    def offer(self, found: Iterable[Candidate]) -> None:
        """Let one of the candidates be chosen."""
        self.known = {each.person.pk: each for each in found}
        self.queryset = Person.objects.filter(pk__in=self.known)

    def label_from_instance(self, person: Person) -> str:
        """Return the name with the number of open cases."""
        each = self.known[person.pk]
        return _("%(name)s, %(body)s, %(load)d open cases") % {
            "name": person.name,
            "body": each.body.name,
            "load": each.load,
        }


class AppointForm(StepForm):
    """Who is asked to mediate (T10)."""

    mediator = MediatorField(
        label=_("Mediator"),
        queryset=Person.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a mediator"),
            "invalid_choice": _("This mediator cannot be asked. Choose another"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates(self.case, _today())
        field = self.fields["mediator"]
        if isinstance(field, MediatorField):
            field.offer(self.candidates)


class TakeOnForm(StepForm):
    """The disclosure that must be answered before a mediator takes a case on (T13)."""

    disclosure = forms.MultipleChoiceField(
        label=_("Are you related to a party, or is there anything that may make you look partial?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Answer the question about relations; if there are none, tick that")},
    )
    note = _note(_("What relation (both sides read this)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("none", _("None of these"))
        choice_field(self, "disclosure").choices = [none, *choices(disclosure_grounds(_today()))]

    def clean(self) -> dict[str, Any]:
        """Refuse "none" beside a relation, and a relation without words."""
        data = super().clean() or {}
        ticked = set(data.get("disclosure", ()))
        if "none" in ticked and len(ticked) > 1:
            self.add_error("disclosure", _("Tick either “none” or the relations, not both"))
        elif ticked - {"none"} and not data.get("note"):
            self.add_error("note", _("Say in a few words what the relation is"))
        return data


class ReasonedForm(StepForm):
    """A reason of a list; "other" needs words."""

    reason = _one_of(_("Reason"), _("Choose a reason"))
    note = _note(_("In your words"))

    def clean(self) -> dict[str, Any]:
        """Ask for words when the reason is "other"."""
        data = super().clean() or {}
        if data.get("reason") == "other" and not data.get("note"):
            self.add_error("note", _("Say in a few words what the other reason is"))
        return data


class DeclineForm(ReasonedForm):
    """Why a mediator declines (T12)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "reason").choices = choices(decline_reasons(_today()))


class RefuseForm(ReasonedForm):
    """Why the other side does not take part; a reason is asked, not demanded (T15)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "reason").choices = choices(
            ground for ground in refusal_reasons(_today()) if ground.code not in {"no_answer", "unreachable"}
        )
        self.fields["reason"].required = False

    def clean(self) -> dict[str, Any]:
        """A refusal without a reason is a refusal."""
        data = super().clean()
        data["reason"] = data.get("reason") or "no_mediation"
        return data


WHY_NEEDED = {
    "online_mediation": _("To talk here, tick that you agree to mediation online. You can stop at any time"),
    "sensitive_data": _("To talk here, tick that your identity may be checked online. Otherwise come to the counter"),
}


class ConsentsForm(StepForm):
    """Separate consents, never pre-ticked; ``cleaned_data["consents"]`` maps each given one to its scope."""

    asked = ("online_mediation", "sensitive_data", "electronic_delivery", "online_confirmation")
    once = frozenset({"sensitive_data", "online_confirmation"})
    """Not asked again where it was given before."""

    consent_online_mediation = forms.BooleanField(required=False)
    consent_sensitive_data = forms.BooleanField(required=False)
    consent_electronic_delivery = forms.BooleanField(required=False)
    consent_online_confirmation = forms.BooleanField(required=False)
    delivery_scope = forms.MultipleChoiceField(
        label=_("Which papers"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {code for code in self.once if self._given(code)}
        self.texts = {code: consent_text(code, _today()) for code in self.asked if code not in given}
        for code in given:
            del self.fields[f"consent_{code}"]
        for code, text in self.texts.items():
            field = self.fields[f"consent_{code}"]
            field.label, field.help_text = (
                in_language(text.what_zh, text.what_en),
                " ".join(
                    [
                        in_language(text.consequence_zh, text.consequence_en),
                        in_language(text.withdraw_zh, text.withdraw_en),
                    ]
                ),
            )
        scope = self.texts["electronic_delivery"].scope
        choice_field(self, "delivery_scope").choices = [(part.code, in_language(part.zh, part.en)) for part in scope]

    def clean(self) -> dict[str, Any]:
        """Gather the given consents; refuse electronic delivery without a scope."""
        data = super().clean() or {}
        given: dict[str, dict[str, Any]] = {code: {} for code in self.texts if data.get(f"consent_{code}")}
        if "electronic_delivery" in given:
            if not data.get("delivery_scope"):
                self.add_error("delivery_scope", _("Tick which papers may be delivered electronically"))
            row = self.actor.participation
            given["electronic_delivery"] = {
                "documents": data.get("delivery_scope", []),
                "phone": bool(row and row.phone),
                "email": bool(row and row.email),
            }
        data["consents"] = given
        return data

    def require_consent(self, code: str) -> None:
        """Add the error that says why this consent is needed."""
        if code not in self.cleaned_data.get("consents", {}):
            self.add_error(f"consent_{code}", WHY_NEEDED[code])

    def _given(self, code: str) -> bool:
        row = self.actor.participation
        return row is not None and consent_in_force(row, code) is not None


class AnswerForm(ConsentsForm):
    """The other side's answer with its consents (T15)."""

    answer = _one_of(_("Your answer"), _("Choose one of the answers"))
    amount = AmountField(label=_("What you offer, in yuan"), required=False)
    statement = _note(_("Your view"), rows=5, length=2000)
    keep_mediator = forms.BooleanField(label=_("I agree to go on with this mediator"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "answer").choices = Mediation.Answer.choices
        self.mediation = mediation_of(self.case)
        if not self.mediation.disclosed:
            del self.fields["keep_mediator"]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen answer needs, and for the consent without which there are no talks."""
        data = super().clean()
        if data.get("answer") == Mediation.Answer.OFFER and "amount" not in self.errors and data.get("amount") is None:
            self.add_error("amount", _("Write the amount in figures, for example 3984"))
        if data.get("answer") == Mediation.Answer.DISPUTE and not data.get("statement"):
            self.add_error("statement", _("Say in a few words what you see differently"))
        if data.get("answer"):
            self.require_talks()
        return data

    def require_talks(self) -> None:
        """Ask for the consent to mediation online, and to a mediator who disclosed a relation."""
        self.require_consent("online_mediation")
        if self.mediation.disclosed and not self.cleaned_data.get("keep_mediator"):
            self.add_error("keep_mediator", _("Say whether you agree to this mediator; if not, choose no mediation"))


class EndForm(StepForm):
    """Why the mediator ends the mediation (T25)."""

    ground = _one_of(_("Why it ends"), _("Choose why the mediation ends"))
    note = _note(_("For the file of the body; the parties do not read it"), length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "ground").choices = choices(
            ground for ground in end_grounds(_today()) if ground.code not in {"agreement", "unreachable"}
        )


class ReopenForm(StepForm):
    """Why the text is opened again; both sides read it."""

    reason = _note(_("Why the text is opened again (both sides read this)"), required=True)
    talks = forms.BooleanField(
        label=_("Talk about the offers again, too"),
        help_text=_("Otherwise the accepted offer stands and only the wording is corrected."),
        required=False,
    )


class ShamForm(StepForm):
    """The screen against sham mediation: every statement must be confirmed (T17, T23)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = sham_questions(_today())
        for question in self.questions:
            self.fields[f"sham_{question.code}"] = forms.ChoiceField(
                label=in_language(question.zh, question.en),
                choices=[("yes", _("yes")), ("no", _("no, or not sure"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer every question")},
            )

    def clean(self) -> dict[str, Any]:
        """Gather the answers by the code of the question."""
        data = super().clean() or {}
        data["sham"] = {
            question.code: data[f"sham_{question.code}"] == "yes"
            for question in self.questions
            if f"sham_{question.code}" in data
        }
        return data


def _today() -> Any:
    """Return the day in China on which the form is shown; forms are made by views and commands alone."""
    return day_of(timezone.now())
