"""The four fields of a first-time identity, for every screen that needs them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.people.contacts import clean_phone
from fengqiao.people.errors import NotAccepted
from fengqiao.people.names import check_name
from fengqiao.people.numbers import check_id_number


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


class IdentityForm(PeopleForm):
    """Name, identity number, mobile number, code. The code is asked for unless the number was proven just before."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    id_number = forms.CharField(
        label=_("Identity number"),
        max_length=60,
        required=False,
        help_text=_("18 characters, on the front of the card. Only the court sees it in full."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=40,
        required=False,
        help_text=_("Papers and reminders reach you here."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    code = forms.CharField(
        label=_("Code from the text message"),
        max_length=12,
        required=False,
        help_text=_("Six digits, valid for 10 minutes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    sent_to: str = ""
    """Masked number that a code has just gone to."""
    proven: bool = False
    """The number was proven in this visit, the code may stay empty."""

    def clean_name(self) -> str:
        """Return the name in normal form."""
        return str(self.checked(check_name, self.cleaned_data["name"]))

    def clean_id_number(self) -> str:
        """Return the number in normal form, checked digit by digit."""
        return str(self.checked(check_id_number, self.cleaned_data["id_number"], on=timezone.localdate()).number)

    def clean_phone(self) -> str:
        """Return eleven digits."""
        return str(self.checked(clean_phone, self.cleaned_data["phone"]))

    def clean_code(self) -> str:
        """Return the six digits without spaces."""
        return "".join(self.cleaned_data["code"].split())
