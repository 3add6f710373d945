"""Forms for going on later."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.intake.forms import PageForm
from fengqiao.people.contacts import clean_phone


class PhoneForm(PageForm):
    """The number that opens the draft again."""

    phone = forms.CharField(
        label=_("Your mobile number"),
        help_text=_("On the other device a code goes to this number, so that nobody else can open what you wrote."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        """Return eleven digits."""
        return str(self.checked(clean_phone, self.cleaned_data["phone"]))


class ResumeForm(PhoneForm):
    """Resume code, number, and the code of the text message once it is there."""

    resume_code = forms.CharField(
        label=_("Resume code"),
        help_text=_("Eight characters, such as K7M3-9QXA."),
        error_messages={"required": _("Please write the resume code that you noted.")},
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Code from the text message"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    field_order = ["resume_code", "phone", "code"]
    sent_to: str = ""

    def clean_code(self) -> str:
        """Return the digits without spaces."""
        return "".join(self.cleaned_data["code"].split())
