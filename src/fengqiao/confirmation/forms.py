"""The data of the confirmation's steps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.consents import consent_in_force
from fengqiao.cases.forms import StepForm, choice_field
from fengqiao.confirmation.language import choices, in_language
from fengqiao.confirmation.queries import confirmation_of, judges_of, waiting_for
from fengqiao.documents.glyphs import refuse_unprintable
from fengqiao.documents.typesetting import UnprintableText
from fengqiao.law.confirmation import dismissal_grounds, not_accepted_grounds
from fengqiao.law.consents import consent_text
from fengqiao.people.models import Person

LONGEST_TEXT = 2000
ANSWER_DAYS = ((3, _("3 days")), (5, _("5 days")), (10, _("10 days")))


def _text(label: Any, missing: Any, *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


class ApplyForm(StepForm):
    """One tap; only a consent that was not given earlier is asked for, never pre-ticked."""

    online_confirmation = forms.BooleanField(required=False)
    electronic_delivery = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.actor.participation
        for code in ("online_confirmation", "electronic_delivery"):
            if row is None or consent_in_force(row, code):
                del self.fields[code]
                continue
            text = consent_text(code, timezone.localdate())
            self.fields[code].label = in_language(text.what_zh, text.what_en)
            self.fields[code].help_text = in_language(text.consequence_zh, text.consequence_en)

    def clean_online_confirmation(self) -> bool:
        """The procedure runs online here, so this consent is needed; there is always the counter."""
        if not self.cleaned_data["online_confirmation"]:
            raise forms.ValidationError(
                _("To apply online, tick that you agree. Without it, both of you can apply at the court's counter")
            )
        return True


class AcceptForm(StepForm):
    """The intake check: none of the grounds of article 355, and the judge who gets the case."""

    checked = forms.MultipleChoiceField(
        label=_("Checked: none of these applies"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Check each of the five grounds and tick it")},
    )
    judge = forms.ModelChoiceField(
        label=_("Judge"),
        queryset=Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the judge who gets the case")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.grounds = not_accepted_grounds(today)
        choice_field(self, "checked").choices = choices(self.grounds)
        judges = judges_of(self.case, today)
        offered = choice_field(self, "judge")
        if isinstance(offered, forms.ModelChoiceField):
            offered.queryset = Person.objects.filter(pk__in=[judge.pk for judge in judges]).order_by("name")

    def clean_checked(self) -> list[str]:
        """Each ground is to be checked."""
        ticked: list[str] = self.cleaned_data["checked"]
        if len(ticked) < len(self.grounds):
            raise forms.ValidationError(
                _("One of the grounds is not ticked. If it applies, the application is not accepted")
            )
        return ticked


class GroundForm(StepForm):
    """A ground of the law and the reason in the judge's words."""

    ground = forms.ChoiceField(
        label=_("Ground"), widget=forms.RadioSelect, error_messages={"required": _("Choose the ground")}
    )
    reason = _text(_("Reason, as the ruling will print it"), _("Write the reason; the ruling needs it"))

    def clean_reason(self) -> str:
        """Refuse what the ruling cannot print; its lines end as a paper ends them."""
        reason = normalize_newlines(self.cleaned_data["reason"])
        try:
            refuse_unprintable(reason)
        except UnprintableText as error:
            raise forms.ValidationError(str(error)) from None
        return reason


class NotAcceptForm(GroundForm):
    """Why the application is not accepted (J355)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "ground").choices = choices(not_accepted_grounds(timezone.localdate()))


class DismissForm(GroundForm):
    """Why the application is dismissed (J358)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "ground").choices = choices(dismissal_grounds(timezone.localdate()))


class AskForm(StepForm):
    """A question to one side or both."""

    to = forms.ChoiceField(
        label=_("Who is asked"),
        choices=[("both", _("both sides")), ("a", _("applicant's side")), ("b", _("other side"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is asked")},
    )
    text = _text(_("Question, or what is missing"), _("Write the question"))
    days = forms.TypedChoiceField(
        label=_("Time to answer"),
        choices=ANSWER_DAYS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long they have")},
    )

    def clean(self) -> dict[str, Any]:
        """Turn the days into the last day."""
        data = super().clean() or {}
        if "days" in data:
            data["answer_by"] = timezone.localdate() + timedelta(days=data["days"])
        return data


class AnswerForm(StepForm):
    """The answer to the oldest question that waits for this side."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    text = _text(_("Your answer"), _("Write your answer; a few words are enough"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = waiting_for(confirmation_of(self.case), self.actor.side)
        self.question = waiting[0] if waiting else None
        if self.question:
            self.fields["number"].initial = self.question.number
            self.fields["text"].help_text = self.question.text


class ExtendForm(StepForm):
    """Why more time is needed."""

    reason = _text(_("Why more time is needed"), _("Write the reason; both sides read it"), rows=2)


class GoOnForm(StepForm):
    """Why the withdrawal is not permitted."""

    reason = _text(_("Why the review goes on"), _("Write the reason; both sides read it"), rows=2)
