"""What every step form has in common."""

from __future__ import annotations

from typing import Any

from django import forms

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case


class StepForm(forms.Form):
    """The data of a step. Subclasses may look at ``self.case`` and ``self.actor`` to offer choices."""

    use_required_attribute = False

    def __init__(self, *args: Any, case: Case, actor: Actor, **kwargs: Any) -> None:
        self.case = case
        self.actor = actor
        super().__init__(*args, **kwargs)
