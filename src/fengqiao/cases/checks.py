"""Start-up check: every declared procedure is sound."""

from __future__ import annotations

from django.core.checks import CheckMessage, Error, register

from fengqiao.cases.labels import ROLES
from fengqiao.cases.steps import PROCEDURES, Procedure


@register()
def procedures_are_sound(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Report unreachable states, dead ends, unknown roles, missing labels and unknown follow-ups."""
    return [
        Error(fault, id="fengqiao.E001", obj=procedure.code)
        for procedure in PROCEDURES.values()
        for fault in faults(procedure)
    ]


def faults(procedure: Procedure) -> list[str]:
    """Return what is wrong with a procedure; empty when it is sound."""
    found: list[str] = []
    reached = reachable(procedure)
    declared = set(procedure.states)
    found += [f"state {state} cannot be reached" for state in sorted(declared - reached)]
    found += [f"state {state} has no label" for state in sorted(reached - declared)]
    for state in sorted(reached - procedure.final):
        if not any(state in step.source for step in procedure.steps.values()):
            found.append(f"state {state} is a dead end")
    for step in procedure.steps.values():
        found += [f"{step.code}: unknown role {role}" for role in sorted((step.by | set(step.tells)) - set(ROLES))]
        found += [f"{step.code}: opens unknown {code}" for code in step.opens if code not in PROCEDURES]
        found += [f"{step.code}: leaves final {state}" for state in sorted(step.source & procedure.final)]
        if not (step.basis and str(step.label) and str(step.says) and step.meaning):
            found.append(f"{step.code}: basis, label, sentence or docstring is missing")
    return found


def reachable(procedure: Procedure) -> set[str]:
    """Return every state that some sequence of steps reaches from the start."""
    reached, frontier = {procedure.start}, [procedure.start]
    while frontier:
        here = frontier.pop()
        for step in procedure.steps.values():
            if here in step.source:
                new = set(step.targets) - reached
                reached |= new
                frontier += new
    return reached
