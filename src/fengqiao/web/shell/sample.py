"""A form for the page of components."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of each kind, among them two wrong ones."""

    use_required_attribute = False
    amount = forms.DecimalField(
        label=_("How much should the other side pay back"),
        help_text=_("In yuan."),
        error_messages={"invalid": _("Write the amount in figures, for example 3984")},
        widget=forms.TextInput(attrs={"class": "input--s num", "inputmode": "decimal", "data-unit": "元"}),
    )
    paid = forms.DateField(
        label=_("On what day did you pay"),
        help_text=_("If you do not remember, give the approximate day; you can change it later."),
        error_messages={"required": _("Give the day of payment; an approximate day is fine")},
        widget=forms.DateInput(attrs={"type": "date", "class": "input--m num"}),
    )
    matters = forms.ChoiceField(
        label=_("What matters most to you"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("fast", _("Money soon\nThe amount can be discussed")),
            ("full", _("Everything back\nEven if it takes longer")),
        ],
    )
    note = forms.CharField(label=_("Anything else"), required=False, widget=forms.Textarea(attrs={"class": "area--s"}))
    aware = forms.BooleanField(
        label=_("I have read this"), help_text=_("You can take this back at any time."), required=False
    )
