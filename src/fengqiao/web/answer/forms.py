"""What the other side types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.forms import choice_field
from fengqiao.cases.models import Participation
from fengqiao.cases.standing import COMPANY, SELF, WHOM
from fengqiao.law.consents import consent_text
from fengqiao.law.delivery import day_of
from fengqiao.law.mediation import refusal_reasons
from fengqiao.mediation.forms import AnswerForm
from fengqiao.mediation.models import Mediation
from fengqiao.mediation.wording import in_language, words
from fengqiao.people.forms import IdentityForm, PeopleForm

NOT_ASKED = {"no_answer", "unreachable", "no_mediation"}


class StartForm(PeopleForm):
    """The short code of the message, and where the message went."""

    code = forms.CharField(
        label=_("Short code"),
        max_length=20,
        help_text=_("Six characters in the message, such as 7K3M-92"),
        widget=forms.TextInput(
            attrs={"class": "input--code", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the short code from the message")},
    )
    address = forms.CharField(
        label=_("The mobile number or e-mail that got the message"),
        help_text=_("Only if the code is that of the case, not of the message."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


class CodeForm(PeopleForm):
    """The six digits that went to the invited address."""

    code = forms.CharField(
        label=_("Code from the message"),
        max_length=12,
        help_text=_("Six digits, valid for 10 minutes."),
        widget=forms.TextInput(attrs={"class": "input--code", "autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Write the six digits")},
    )


class NewcomerForm(IdentityForm):
    """First-time identity of somebody whose address is proven: name, number, and the consent to handle them."""

    consent_sensitive_data = forms.BooleanField(
        error_messages={"required": _("Without this your identity cannot be checked online; the counter can do it")}
    )
    other_name = forms.BooleanField(required=False)
    stands_for = forms.ChoiceField(
        label=_("I answer for"),
        choices=WHOM,
        initial=SELF,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for whom you act."), "invalid_choice": _("Choose for whom you act.")},
    )
    of_age = _(
        "You are under 18, so a parent or guardian answers for you: let them fill in this page with their own name and "
        "number, and choose “a child under 18”."
    )

    def __init__(self, *args: Any, row: Participation, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if row.organisation_id:
            del self.fields["stands_for"]
        if row.phone:
            del self.fields["phone"], self.fields["code"]
        text = consent_text("sensitive_data", day_of(at))
        box = self.fields["consent_sensitive_data"]
        box.label = in_language(text.what_zh, text.what_en)
        box.help_text = in_language(text.consequence_zh, text.consequence_en)
        self.fields["other_name"].label = _("The application calls me “%(name)s”; that is me") % {"name": row.name}
        self.fields["other_name"].help_text = _(
            "A former name, a shop name, a slip of the pen. The mediator sees both."
        )
        if row.organisation_id or not self.is_bound:
            self.fields["other_name"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Ask about another name than the application gives, so that nobody answers in another's place."""
        data = super().clean() or {}
        name = data.get("name")
        differs = bool(name) and self.whom == SELF and name != self.row.name
        if not differs:
            self.fields["other_name"].widget = forms.HiddenInput()
        elif not data.get("other_name"):
            self.fields["other_name"].widget = forms.CheckboxInput()
            self.add_error(
                "other_name", _("The application names somebody else. If that is you, tick this; if not, say so below")
            )
        return data

    @property
    def whom(self) -> str:
        """Return for whom the visitor answers: a company where the applicant named one, else what was chosen."""
        if self.row.organisation_id:
            return COMPANY
        return str(self.cleaned_data.get("stands_for") or SELF)


class NotMeForm(PeopleForm):
    """Somebody who was reached by mistake."""

    note = forms.CharField(
        label=_("Anything the clerk should know"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuestionForm(AnswerForm):
    """The four plain answers on one page; ``refuse`` takes another step than the three others."""

    REFUSE = "refuse"

    reason = forms.ChoiceField(label=_("Why not (you need not say)"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("Choose one of the four")
        choice_field(self, "answer").choices = [
            (
                Mediation.Answer.ACCEPT,
                _("I agree\nto what is asked; the mediator then writes it down for both to sign"),
            ),
            (Mediation.Answer.OFFER, _("I make another offer\nwrite the amount below")),
            (Mediation.Answer.DISPUTE, _("I see it differently\nsay why below; the mediator talks with both")),
            (self.REFUSE, _("I want no mediation\nthe applicant can go to court; you need not say why")),
        ]
        reasons = refusal_reasons(day_of(self.mediation.taken_on_at)) if self.mediation.taken_on_at else ()
        choice_field(self, "reason").choices = [
            (each.code, words(each)) for each in reasons if each.code not in NOT_ASKED
        ]

    @property
    def refuses(self) -> bool:
        """Return whether the answer is: no mediation."""
        return bool(self.cleaned_data.get("answer") == self.REFUSE)

    def require_talks(self) -> None:
        """A refusal needs no consent to talk; talks also need the identity, which was checked online."""
        if self.refuses:
            return
        super().require_talks()
        if "sensitive_data" in self.texts:
            self.require_consent("sensitive_data")
