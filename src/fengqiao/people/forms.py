"""The four fields of a first-time identity, for every screen that needs them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.gateways.demo import sample_id_number
from fengqiao.people.contacts import clean_phone
from fengqiao.people.errors import NotAccepted
from fengqiao.people.names import check_name
from fengqiao.people.numbers import check_id_number, is_minor

CODE_INPUT = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "class": "input--s input--code",
    "spellcheck": "false",
}


class PeopleForm(forms.Form):
    """A form whose fields are checked by functions that raise ``NotAccepted``."""

    use_required_attribute = False

    def refuse(self, error: NotAccepted) -> None:
        """Show an error at its field, or above the form when it has none here."""
        self.add_error(error.field if error.field in self.fields else None, error.message)  # type: ignore[arg-type]

    def checked(self, check: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Return what the check returns; its refusal becomes a validation error."""
        try:
            return check(*args, **kwargs)
        except NotAccepted as error:
            raise forms.ValidationError(error.message) from None  # type: ignore[arg-type]


class CodeInput(forms.TextInput):
    """A code is never shown again: after a wrong one the box is empty for the next."""

    def format_value(self, value: Any) -> None:
        """Return nothing to show."""
        return None


def code_field() -> forms.CharField:
    """Return the field for six digits from a message; pasting with spaces is fine."""
    return forms.CharField(
        label=_("Code that was sent"),
        max_length=12,
        help_text=_("Six digits, valid for 10 minutes."),
        widget=CodeInput(attrs=CODE_INPUT),
        error_messages={"required": _("Write the six digits. If you have none yet, press “Send code” first.")},
    )


def phone_field(label: Any) -> forms.CharField:
    """Return the field for a mobile number."""
    return forms.CharField(
        label=label,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel", "class": "input--m num"}
        ),
        error_messages={"required": _("Write your mobile number.")},
    )


class ProvenForm(PeopleForm):
    """A form with a mobile number or address that a code proves; "Send code" lies on the same screen.

    While a code is being sent only ``proves`` is looked at, and nothing else that was typed is lost or judged.
    """

    proves = "phone"
    sent_to: str = ""
    """Masked address that a code has just gone to."""

    def __init__(self, *args: Any, sending: bool = False, proven: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sending, self.proven = sending, proven
        if proven:
            del self.fields["code"]

    def full_clean(self) -> None:
        """Judge the whole form, or while a code is being sent the address alone."""
        wanted = {name: field.required for name, field in self.fields.items()}
        for name, field in self.fields.items():
            field.required = wanted[name] and (not self.sending or name == self.proves)
        super().full_clean()
        for name, field in self.fields.items():
            field.required = wanted[name]

    def clean_code(self) -> str:
        """Return the six digits without spaces."""
        return "".join(str(self.cleaned_data["code"]).split())


class IdentityForm(ProvenForm):
    """Name, identity number, mobile number, code. Without the code when the number was proven just before."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name as it stands on the card.")},
    )
    id_number = forms.CharField(
        label=_("Identity number"),
        max_length=60,
        help_text=_("18 characters, on the photo side of the card. Stored encrypted."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "num"}),
        error_messages={"required": _("Write your identity number. It stands on the card.")},
    )
    phone = phone_field(_("Mobile number"))
    code = code_field()
    of_age: Any = ""
    """What to say to somebody under 18 where only grown people may go on; empty where age does not matter."""

    def clean_name(self) -> str:
        """Return the name in normal form."""
        text = self.cleaned_data["name"]
        return text if self.sending else str(self.checked(check_name, text))

    def clean_id_number(self) -> str:
        """Return the number in normal form, checked digit by digit."""
        text = self.cleaned_data["id_number"]
        if self.sending:
            return str(text)
        today = timezone.localdate()
        found = self.checked(check_id_number, text, on=today)
        if self.of_age and is_minor(found.birth_date, today):
            raise forms.ValidationError(self.of_age)
        return str(found.number)

    def clean_phone(self) -> str:
        """Return eleven digits."""
        return str(self.checked(clean_phone, self.cleaned_data["phone"]))

    @property
    def sample_number(self) -> str:
        """Return an invented number that passes in the demo; nothing outside it."""
        return sample_id_number() if settings.DEMO else ""
