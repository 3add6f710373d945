"""The two steps on time limits that every procedure has: a clerk moves one with a reason, the system counts anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fengqiao.cases import limits
from fengqiao.cases.actors import Actor
from fengqiao.cases.forms import StepForm, choice_field
from fengqiao.cases.models import Case, Deadline
from fengqiao.cases.steps import Effect, Procedure, Refused, Step, Text, Turn, step_of
from fengqiao.law.periods import label

BASIS = "cpl-86"
FARTHEST_DAYS = 730
SHORTEST_REASON, LONGEST_REASON = 4, 500


class LastDayField(forms.CharField):
    """A day as ISO writes it, whatever else a caller of the API sends."""

    def clean(self, value: object) -> date:
        """Return the day; ValidationError says how to write it."""
        text = super().clean(value)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class MoveForm(StepForm):
    """Which period, its new last day, and why."""

    rule = forms.ChoiceField(label=gettext_lazy("Which time limit"))
    end = LastDayField(
        label=gettext_lazy("New last day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input--s"}),
        error_messages={
            "required": gettext_lazy("Write the new last day."),
            "invalid": gettext_lazy("Write it as a date, for example 2026-12-01."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Both sides read it. The computed day stays in the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        min_length=SHORTEST_REASON,
        error_messages={
            "required": gettext_lazy("Write why the day is moved; both sides read it."),
            "min_length": gettext_lazy("Write a reason that both sides understand."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.case.deadlines.filter(state=Deadline.State.RUNNING)
        language = int((get_language() or "").startswith("en"))
        choice_field(self, "rule").choices = [
            (row.rule, f"{label(row.rule)[language]} ({row.end.isoformat()})") for row in rows
        ]

    def clean_end(self) -> date:
        """Return a day from today on, within two years."""
        end: date = self.cleaned_data["end"]
        days = (end - timezone.localdate()).days
        if days < 0:
            raise forms.ValidationError(_("That day is over. Choose today or a later day."))
        if days > FARTHEST_DAYS:
            raise forms.ValidationError(_("That is more than two years away. Please check the year."))
        return end


def a_limit_runs(case: Case, actor: Actor) -> Text | None:
    """A time limit is running."""
    if not case.deadlines.filter(state=Deadline.State.RUNNING).exists():
        return gettext_lazy("No time limit is running.")
    return None


def add_limit_steps(procedure: Procedure, by: str, tells: tuple[str, ...]) -> None:
    """Declare both steps in every state of the procedure that is not final; they leave the state as it is."""
    live = [state for state in procedure.states if state not in procedure.final]
    procedure.step(
        "move_limit",
        source=live,
        by=by,
        basis=BASIS,
        label=gettext_lazy("Move a time limit"),
        says=gettext_lazy("moved a time limit"),
        needs=(a_limit_runs,),
        tells=tells,
        form=MoveForm,
        weight="quiet",
    )(move_limit)
    procedure.step(
        "count_again",
        source=live,
        by="system",
        basis="cpl-85",
        label=gettext_lazy("Count time limits again"),
        says=gettext_lazy("counted the time limits again, because holidays were announced"),
        needs=(a_limit_runs,),
        tells=tells,
    )(count_again)


def move_limit(turn: Turn) -> Effect:
    """Replace the last day of a running period, with a reason; the computed day is kept beside it."""
    rule, end, reason = turn.data["rule"], turn.data["end"], turn.data["reason"]
    before = limits.running_limit(turn.case, rule)
    if before is None:
        raise Refused(_own(turn, "move_limit"), [_("This time limit is not running any more.")])
    limits.move(turn.case, rule, end, reason)
    return Effect({"rule": rule, "from": before.end, "to": end, "note": f"{end.isoformat()}: {reason}"})


def count_again(turn: Turn) -> Effect:
    """Count every provisional period with the calendar loaded now (民事诉讼法第85条)."""
    changed = []
    for row in turn.case.deadlines.filter(state=Deadline.State.RUNNING, provisional=True):
        found = limits.counted_again(row)
        if (found.end, found.provisional) != (row.end, row.provisional):
            changed.append({"rule": row.rule, "from": row.end, "to": found.end})
            Deadline.objects.filter(pk=row.pk).update(end=found.end, provisional=found.provisional)
    if not changed:
        raise Refused(_own(turn, "count_again"), [_("The calendar loaded now counts the same days.")])
    return Effect({"limits": changed})


def _own(turn: Turn, name: str) -> Step:
    return step_of(f"{turn.case.procedure}.{name}")
