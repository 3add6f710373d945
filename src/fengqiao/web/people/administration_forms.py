"""The forms of administrators. What is wrong in them the actions of ``people.administration`` say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.people.administration import LONGEST_REASON, ROLES_OF
from fengqiao.people.forms import PeopleForm, phone_field
from fengqiao.people.models import Organisation, Post


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date", "class": "input--m"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write the day as 2026-11-24.")},
    )


class ReasonForm(PeopleForm):
    """Every change needs a reason, and the person concerned reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("The person concerned is told this reason. It is kept with the change."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "area--s"}),
        error_messages={"required": _("Write the reason in a few words: the person concerned reads it.")},
    )


class EndForm(ReasonForm):
    """The first day without the post."""

    until = day_field(_("No longer in the post from"), _("Today ends it at once; log-ins end too."))
    field_order = ["until", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"until": timezone.localdate()}, **kwargs})


class CorrectForm(ReasonForm):
    """Name, numbers and e-mail as they should be."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name as it stands on the card.")},
    )
    id_number = forms.CharField(
        label=_("New identity number"),
        max_length=60,
        required=False,
        help_text=_("Leave it empty when it is right. A new name or number is checked with the registry at once."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "input--m num"}),
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=40,
        required=False,
        help_text=_("A new number ends every log-in; the old and the new one are told."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "class": "input--m num"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    field_order = ["name", "id_number", "phone", "email", "reason"]


class AppointForm(ReasonForm):
    """Who gets which post where, from when until when."""

    seat = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        widget=forms.Select(attrs={"class": "select"}),
        error_messages={"required": _("Choose the organisation."), "invalid_choice": _("Choose the organisation.")},
    )
    role = forms.ChoiceField(
        label=_("Post"),
        widget=forms.Select(attrs={"class": "select"}),
        error_messages={"required": _("Choose the post."), "invalid_choice": _("Choose the post.")},
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name as it stands on the card.")},
    )
    id_number = forms.CharField(
        label=_("Identity number"),
        max_length=60,
        help_text=_("Checked with the registry at once. Whoever is registered already keeps log-in and number."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "input--m num"}),
        error_messages={"required": _("Write the identity number. It stands on the card.")},
    )
    phone = phone_field(_("Mobile number"))
    login = forms.CharField(
        label=_("Log-in name"),
        max_length=40,
        required=False,
        help_text=_("For somebody who is new here: letters a–z, digits and dots."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "input--m"}),
    )
    since = day_field(_("From"))
    until = day_field(_("No longer from"), _("Leave it empty for a post without an end."), required=False)
    about = forms.CharField(
        label=_("Public profile"),
        max_length=200,
        required=False,
        help_text=_("Of mediators only: fields, years, languages. It stands on the public roll."),
    )
    field_order = ["seat", "role", "name", "id_number", "phone", "login", "since", "until", "about", "reason"]

    def __init__(self, *args: Any, seats: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"since": timezone.localdate()}, **kwargs})
        seat, role = self.fields["seat"], self.fields["role"]
        assert isinstance(seat, forms.ModelChoiceField)
        assert isinstance(role, forms.ChoiceField)
        seat.queryset = Organisation.objects.filter(pk__in=[each.pk for each in seats]).order_by("kind", "name")
        seat.empty_label = None
        offered = frozenset[str]().union(*(ROLES_OF.get(each.kind, frozenset()) for each in seats))
        role.choices = [("", _("Choose the post."))] + [
            (code, label) for code, label in Post.Role.choices if code in offered
        ]
