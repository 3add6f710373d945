"""Who mediates: asking, taking on, releasing. Called inside steps only."""

from __future__ import annotations

from datetime import datetime

from fengqiao.cases.models import Case, Participation
from fengqiao.mediation.models import Appointment
from fengqiao.people.models import Person


def appoint_mediator(case: Case, mediator: Person, by: Person, *, at: datetime) -> Appointment:
    """Ask a mediator; from now the case can be seen by this person."""
    row = Participation.objects.create(
        case=case, role="mediator", person=mediator, name=mediator.name, since=at, joined_at=at
    )
    return Appointment.objects.create(case=case, mediator=mediator, participation=row, appointed_by=by, appointed_at=at)


def take_on_appointment(case: Case, *, at: datetime) -> None:
    """Note that the asked mediator took the case on."""
    case.appointments.filter(state=Appointment.State.ASKED).update(state=Appointment.State.TAKEN, replied_at=at)


def release_mediator(case: Case, state: str, *, at: datetime, reason: str = "", note: str = "") -> None:
    """End the asked mediator's part in the case; the file is closed to this person from now."""
    asked = case.appointments.get(state=Appointment.State.ASKED)
    asked.state, asked.replied_at, asked.reason, asked.note = state, at, reason, note
    asked.save()
    Participation.objects.filter(pk=asked.participation_id).update(until=at)
