"""Taking a step: all or nothing, once, on a fresh copy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q

from fengqiao.cases import limits
from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case, Dispute, Participation, Record, Telling
from fengqiao.cases.steps import PROCEDURES, Effect, Refused, Stale, Step, Turn
from fengqiao.ledger.actions import commit

TRIES_OF_A_COMMUTING_STEP = 5


def perform(step: Step, case: Case, actor: Actor, *, at: datetime, **data: Any) -> Case:
    """Take ``step`` on ``case`` and return the fresh case; the caller's copy is never touched.

    One transaction: reasons, compare-and-set on (case, revision, state), effect, record with ledger leaf,
    notices, deadlines, follow-up cases. Raises ``Refused`` with all reasons, or ``Stale`` when the case
    moved since the caller read it; a step that commutes is then tried again on a fresh copy.
    """
    if not step.commutes:
        return _attempt(step, case, actor, at, data, seen=case.revision)
    for _try in range(TRIES_OF_A_COMMUTING_STEP - 1):
        try:
            return _attempt(step, case, actor, at, data, seen=None)
        except Stale:
            continue
    return _attempt(step, case, actor, at, data, seen=None)


def _attempt(step: Step, case: Case, actor: Actor, at: datetime, data: Mapping[str, Any], *, seen: int | None) -> Case:
    with transaction.atomic():
        fresh = Case.objects.select_related("dispute", "organisation").get(pk=case.pk)
        if seen is not None and fresh.revision != seen:
            raise Stale(fresh, seen)
        if reasons := step.why_not(fresh, actor):
            raise Refused(step, reasons)
        before = _move(step, fresh, at)
        effect = step.effect(Turn(fresh, actor, at, data))
        _settle(step, fresh, effect, at)
        begun = limits.computed(step.sets, effect, at)
        record = _record(step.code, fresh, actor, at, before, {**effect.data, **limits.entries_used(begun)})
        _tell(step, record, effect)
        limits.mark(record, begun, step.clears, effect)
        if notes := PROCEDURES[step.procedure].notes:
            notes(record)
        for code in step.opens:
            open_case(code, fresh.dispute, actor, at=at, parent=fresh)
    return fresh


def _move(step: Step, fresh: Case, at: datetime) -> str:
    """Compare-and-set to the first target, or to the same state, and return the state that was left."""
    before = fresh.state
    target = step.targets[0] if step.targets else before
    moved = Case.objects.filter(pk=fresh.pk, revision=fresh.revision, state=before).update(
        state=target, revision=fresh.revision + 1, changed_at=at
    )
    if not moved:
        raise Stale(fresh, fresh.revision)
    fresh.state, fresh.revision, fresh.changed_at = target, fresh.revision + 1, at
    return before


def _settle(step: Step, fresh: Case, effect: Effect, at: datetime) -> None:
    """Apply the effect's choice of target and close the case in a final state."""
    target = effect.target or fresh.state
    if target not in (step.targets or (fresh.state,)):
        raise ValueError(f"{step.code} chose {target}, which it does not declare")
    fresh.state = target
    fresh.closed_at = at if target in PROCEDURES[step.procedure].final else None
    fresh.save(update_fields=["state", "closed_at", "number", "organisation"])


def _record(code: str, case: Case, actor: Actor, at: datetime, before: str, data: Mapping[str, Any]) -> Record:
    record = Record(
        case=case,
        number=case.revision,
        step=code,
        actor=actor.person,
        role=next(iter(sorted(actor.roles & PROCEDURES[case.procedure].roles_of(code))), ""),
        side=actor.side,
        at=at,
        from_state=before,
        to_state=case.state,
        data=json.loads(json.dumps(dict(data), cls=DjangoJSONEncoder)),
    )
    record.leaf = commit("step", record_content(record), at=at)
    record.save()
    return record


def record_content(record: Record) -> bytes:
    """Return the canonical bytes of a record, which its ledger leaf commits to."""
    return json.dumps(
        [
            str(record.case_id),
            record.number,
            record.step,
            str(record.actor_id or ""),
            record.role,
            record.at,
            record.from_state,
            record.to_state,
            record.data,
        ],
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def _tell(step: Step, record: Record, effect: Effect) -> None:
    roles = set(step.tells) - effect.spares
    told = Participation.objects.filter(case=record.case, role__in=roles).filter(Q(until=None) | Q(until__gt=record.at))
    Telling.objects.bulk_create(Telling(record=record, participation=row) for row in told)


def open_case(
    procedure: str, dispute: Dispute, actor: Actor, *, at: datetime, parent: Case | None = None, **fields: Any
) -> Case:
    """Open a case of the named procedure with its first record; ``begin`` copies what may cross over."""
    declared = PROCEDURES[procedure]
    with transaction.atomic():
        case = Case.objects.create(
            dispute=dispute,
            procedure=procedure,
            state=declared.start,
            revision=1,
            parent=parent,
            opened_at=at,
            changed_at=at,
            **fields,
        )
        effect = Effect()
        if parent and declared.begin:
            effect = declared.begin(parent, case, Turn(case, actor, at, {})) or effect
            case.save()
        begun = limits.computed(declared.sets, effect, at)
        record = _record(f"{procedure}.open", case, actor, at, "", {**effect.data, **limits.entries_used(begun)})
        limits.mark(record, begun, (), effect)
    return case
