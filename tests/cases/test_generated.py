"""What is true of every declared procedure, generated from the declarations."""

from __future__ import annotations

from datetime import date

import pytest
from cast import Cast
from story import Story

from fengqiao.cases.actors import SYSTEM, Actor
from fengqiao.cases.checks import faults
from fengqiao.cases.labels import ROLES
from fengqiao.cases.models import Case, Record
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import PROCEDURES, Procedure, Refused, Step
from fengqiao.law.citations import citation

OWN = [procedure for procedure in PROCEDURES.values() if not procedure.code.endswith("_run")]
STEPS = [step for procedure in OWN for step in procedure.steps.values()]
FOREIGN = [(step, role) for step in STEPS for role in sorted({*ROLES} - step.by)]


def _code(value: object) -> str:
    return value.code if isinstance(value, Step | Procedure) else str(value)


@pytest.mark.parametrize("procedure", OWN, ids=_code)
def test_a_procedure_is_sound(procedure: Procedure) -> None:
    assert faults(procedure) == []


@pytest.mark.parametrize("step", STEPS, ids=_code)
def test_a_step_rests_on_an_article_that_exists(step: Step) -> None:
    assert citation(step.basis).since <= date(2026, 11, 9)


@pytest.mark.parametrize(("step", "role"), FOREIGN, ids=_code)
def test_a_step_is_refused_to_every_other_role(cast: Cast, step: Step, role: str) -> None:
    story = Story(cast, step.procedure)
    Case.objects.filter(pk=story.case.pk).update(state=min(step.source))
    story.case.refresh_from_db()
    actor = SYSTEM if role == "system" else Actor(roles=frozenset({role}), person=cast.stranger)
    with pytest.raises(Refused):
        perform(step, story.case, actor, at=story.now)
    assert Record.objects.filter(case=story.case).count() == 1
