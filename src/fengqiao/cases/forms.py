"""What every step form has in common."""

from __future__ import annotations

from typing import Any

from django import forms

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """Return a field of the form whose choices are set late; TypeError when it offers no choice."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{type(form).__name__}.{name} offers no choice")
    return field


class StepForm(forms.Form):
    """The data of a step. Subclasses may look at ``self.case`` and ``self.actor`` to offer choices."""

    use_required_attribute = False

    def __init__(self, *args: Any, case: Case, actor: Actor, **kwargs: Any) -> None:
        self.case = case
        self.actor = actor
        super().__init__(*args, **kwargs)
