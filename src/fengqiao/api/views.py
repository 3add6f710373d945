"""Cases and steps over HTTP. Each operation: gate, ask, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Header, Router

from fengqiao.api import schemas
from fengqiao.api.kept import keep, kept
from fengqiao.cases.actors import Actor
from fengqiao.cases.gates import case_for, cases_of
from fengqiao.cases.models import Case, Record
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import PROCEDURES, Procedure, Stale, Step, step_of, steps_for
from fengqiao.people.models import Person

router = Router()
PAGE = 50


class Unreadable(Exception):
    """The data of a step do not pass its form."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("unreadable data")
        self.errors = errors


def caller(request: HttpRequest) -> Person:
    """Return the person that the key or session belongs to."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


@router.get("/procedures", response=list[schemas.ProcedureDeclared], auth=None, tags=["procedures"])
def procedures(request: HttpRequest) -> list[dict[str, Any]]:
    """Every procedure with its states and steps, as declared."""
    return [_declared(procedure) for procedure in PROCEDURES.values()]


@router.get("/cases", response=schemas.Page, tags=["cases"])
def list_cases(request: HttpRequest, procedure: str = "", state: str = "", after: UUID | None = None) -> dict[str, Any]:
    """The caller's cases, newest first, in pages of 50; ``after`` is the cursor ``next`` of the page before."""
    rows = cases_of(caller(request), at=timezone.now()).order_by("-opened_at", "-pk")
    if procedure:
        rows = rows.filter(procedure=procedure)
    if state:
        rows = rows.filter(state=state)
    if after:
        last = rows.filter(pk=after).first()
        if last is None:
            raise Http404
        rows = rows.filter(opened_at__lte=last.opened_at).exclude(opened_at=last.opened_at, pk__gte=last.pk)
    page = list(rows[: PAGE + 1])
    return {
        "items": [_brief(case) for case in page[:PAGE]],
        "next": str(page[PAGE - 1].pk) if len(page) > PAGE else None,
    }


@router.get("/cases/{case_id}", response=schemas.CaseFull, tags=["cases"])
def show_case(request: HttpRequest, case_id: UUID) -> dict[str, Any]:
    """One case: who takes part, which periods run, what the caller can do and why not."""
    return _full(*case_for(caller(request), case_id, at=timezone.now()))


@router.get("/cases/{case_id}/records", response=list[schemas.Act], tags=["cases"])
def list_records(request: HttpRequest, case_id: UUID) -> list[dict[str, Any]]:
    """What happened in the case, oldest first."""
    case, _actor = case_for(caller(request), case_id, at=timezone.now())
    return [_act(record) for record in case.records.select_related("actor")]


@router.post(
    "/cases/{case_id}/steps/{name}",
    response={200: schemas.CaseFull, 409: schemas.Problem, 422: schemas.Problem},
    tags=["cases"],
)
def take_step(
    request: HttpRequest,
    case_id: UUID,
    name: str,
    body: schemas.TakeStep,
    idempotency_key: str = Header("", alias="Idempotency-Key"),
) -> Any:
    """Take a step. 409 when the case moved since ``revision``, 422 with every reason when it cannot be taken."""
    person, now = caller(request), timezone.now()
    case, actor = case_for(person, case_id, at=now)
    asked = [str(case_id), name, body.model_dump(mode="json")]
    if idempotency_key and (answer := kept(person, idempotency_key, asked)):
        return answer
    step = _step(case, name)
    if body.revision != case.revision and not step.commutes:
        raise Stale(case, body.revision)
    moved = perform(step, case, actor, at=now, **_cleaned(step, case, actor, body.data))
    case, actor = case_for(person, moved.pk, at=now)
    answer = _full(case, actor)
    return keep(person, idempotency_key, asked, 200, answer, at=now) if idempotency_key else answer


def _step(case: Case, name: str) -> Step:
    try:
        return step_of(f"{case.procedure}.{name}")
    except LookupError:
        raise Http404 from None


def _cleaned(step: Step, case: Case, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    if step.form is None or step.why_not(case, actor):
        return {}
    form = step.form(data, case=case, actor=actor)
    if not form.is_valid():
        raise Unreadable({field: [str(error) for error in errors] for field, errors in form.errors.items()})
    cleaned: dict[str, Any] = form.cleaned_data
    return cleaned


def _brief(case: Case) -> dict[str, Any]:
    return {
        "id": case.pk,
        "code": case.dispute.code,
        "number": case.number,
        "procedure": case.procedure,
        "state": case.state,
        "revision": case.revision,
        "cause": case.dispute.cause,
        "amount": case.dispute.amount,
        "opened_at": case.opened_at,
        "changed_at": case.changed_at,
    }


def _full(case: Case, actor: Actor) -> dict[str, Any]:
    parties = case.participations.filter(until=None).order_by("side", "pk")
    return {
        **_brief(case),
        "parties": [
            {"role": row.role, "side": row.side, "name": row.name, "joined": row.joined_at is not None}
            for row in parties
        ],
        "deadlines": list(case.deadlines.values("rule", "start", "end", "state", "provisional")),
        "steps": [
            {
                "name": step.name,
                "label": str(step.label),
                "meaning": step.meaning,
                "basis": step.basis,
                "why_not": [str(reason) for reason in step.why_not(case, actor)],
            }
            for step in steps_for(case, actor)
        ],
    }


def _act(record: Record) -> dict[str, Any]:
    steps = PROCEDURES[record.case.procedure].steps
    name = record.step.partition(".")[2]
    return {
        "number": record.number,
        "step": record.step,
        "says": str(steps[name].says) if name in steps else name,
        "actor": record.actor.name if record.actor else "",
        "role": record.role,
        "at": record.at,
        "from_state": record.from_state,
        "to_state": record.to_state,
        "data": record.data,
    }


def _declared(procedure: Procedure) -> dict[str, Any]:
    return {
        "code": procedure.code,
        "title": str(procedure.title),
        "start": procedure.start,
        "final": sorted(procedure.final),
        "states": {code: str(label) for code, label in procedure.states.items()},
        "steps": [
            {
                "name": step.name,
                "label": str(step.label),
                "meaning": step.meaning,
                "source": sorted(step.source),
                "targets": list(step.targets),
                "by": sorted(step.by),
                "basis": step.basis,
                "tells": list(step.tells),
                "sets": list(step.sets),
                "opens": list(step.opens),
            }
            for step in procedure.steps.values()
        ],
    }
