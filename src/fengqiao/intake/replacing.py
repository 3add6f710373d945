"""Another paper in the place of one that was refused or does not suffice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Representation
from fengqiao.cases.standing import ACCEPT, SCOPES
from fengqiao.people.forms import PeopleForm


class PaperForm(PeopleForm):
    """The new paper, and for an agent what it says."""

    acts_as = forms.ChoiceField(
        label=_("What the power of attorney says"),
        choices=SCOPES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the power of attorney says.")},
    )
    authority = forms.FileField(
        label=_("Photo or PDF of the new paper"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Please choose the new paper: a photo or PDF is enough.")},
    )

    def __init__(self, *args: Any, row: Representation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row.kind != Representation.Kind.AGENT:
            del self.fields["acts_as"]
