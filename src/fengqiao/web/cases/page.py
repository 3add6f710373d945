"""What the case page shows, all of it computed from the case, its records and the declared steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fengqiao.cases.actors import PARTY_ROLES, Actor, everybody
from fengqiao.cases.labels import role_label
from fengqiao.cases.models import Case, Deadline, Participation, Record, Representation
from fengqiao.cases.steps import PROCEDURES, Step, Text, records_of, steps_for
from fengqiao.law import periods
from fengqiao.web.cases import panels
from fengqiao.web.cases.stations import bridge_of

SHOWN_RECORDS = 6
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Act:
    """A step as this person meets it: a button, or the reasons why it is not one."""

    step: Step
    address: str
    reasons: tuple[Text, ...]
    done: bool
    here: bool

    @property
    def possible(self) -> bool:
        """Whether the person can take the step now."""
        return not self.reasons

    @property
    def ends(self) -> bool:
        """Whether the step ends the case without being what the case is for."""
        return (
            self.step.weight != "primary"
            and bool(self.step.targets)
            and set(self.step.targets) <= PROCEDURES[self.step.procedure].final
        )


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the story so far."""

    at: datetime
    side: str
    who: str
    mine: bool
    name: str
    says: Text
    basis: str
    words: str


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A running deadline with its arithmetic; ``left`` counts days, negative when overdue."""

    title: tuple[str, str]
    end: date
    left: int
    provisional: bool
    steps: tuple[tuple[str, str], ...]
    computed: date | None = None
    reason: str = ""

    @property
    def tone(self) -> str:
        """``over``, ``soon`` or nothing."""
        return "over" if self.left < 0 else "soon" if self.left <= SOON_DAYS else ""

    @property
    def overdue(self) -> int:
        """Days since the end."""
        return -self.left


def case_context(case: Case, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return everything that ``cases/case.html`` shows to this actor at this moment."""
    records = records_of(case)
    rows = everybody(case)
    family = _family(case, actor)
    acts = acts_of(case, actor, records)
    now = next((act for act in acts if act.possible and act.step.weight == "primary"), None)
    return {
        "case": case,
        "actor": actor,
        "title": PROCEDURES[case.procedure].title,
        "state": PROCEDURES[case.procedure].states[case.state],
        "banks": _banks(rows, at),
        "officers": [(role_label(row.role), row) for row in rows if row.role not in PARTY_ROLES and not row.until],
        "bridge": bridge_of(case, records, family, at),
        "relatives": [{"pk": other.pk, "title": PROCEDURES[other.procedure].title} for other in family if other.mine],
        **_acts_by_place(case, acts, now, leaving=actor.is_party),
        "waiting": waiting_for(case, actor),
        "limits": limits_of(case, at),
        **_events(case, records, actor),
        "panels": panels.shown(case, actor, at),
        "continue_at": settings.BASE_URL + reverse("cases:case", args=[case.pk]),
    }


def acts_of(case: Case, actor: Actor, records: Sequence[Record]) -> list[Act]:
    """Return every step of this person's roles, possible now or not, in the order of the declaration."""
    taken = {record.step for record in records if record.side == actor.side}
    return [
        Act(
            step,
            address_of(step, case),
            tuple(step.why_not(case, actor)),
            step.code in taken,
            case.state in step.source,
        )
        for step in steps_for(case, actor)
    ]


def address_of(step: Step, case: Case) -> str:
    """Return the address of a step: its own page where it declares one, else the general form."""
    if step.page:
        return reverse(step.page, kwargs={"case_id": case.pk})
    return reverse("cases:step", kwargs={"case_id": case.pk, "name": step.name})


def waiting_for(case: Case, actor: Actor) -> list[Text]:
    """Return the words for the other roles whose main step the case waits for."""
    roles: set[str] = set()
    for step in PROCEDURES[case.procedure].steps.values():
        if case.state in step.source and step.weight == "primary":
            roles |= step.by
    return [role_label(role) for role in sorted(roles - actor.roles - {"system"})]


def limits_of(case: Case, at: datetime) -> list[TimeLimit]:
    """Return the running deadlines of a case, the next one first."""
    today = timezone.localdate(at)
    running = case.deadlines.filter(state=Deadline.State.RUNNING)
    return [
        TimeLimit(
            periods.label(row.rule),
            row.end,
            (row.end - today).days,
            row.provisional,
            arithmetic_of(row),
            row.computed,
            row.reason,
        )
        for row in running
    ]


def arithmetic_of(deadline: Deadline) -> tuple[tuple[str, str], ...]:
    """Return the counting of a deadline in sentences."""
    return periods.due(deadline.rule, deadline.start, deadline.length).steps


def _acts_by_place(case: Case, acts: Sequence[Act], now: Act | None, *, leaving: bool) -> dict[str, Any]:
    """Sort the steps into the one card, the task list, the buttons, the way out of a party, and the rest."""
    others = [act for act in acts if act is not now]
    exits = [act for act in others if leaving and act.ends]
    plain = [act for act in others if act.step.weight != "primary" and act not in exits]
    over = bool(case.closed_at)
    return {
        "now": now,
        "tasks": [act for act in acts if act.step.weight == "primary" and (act.done or not over)],
        "buttons": [act for act in plain if act.here]
        + [act for act in others if act.possible and act.step.weight == "primary"],
        "later": [act for act in plain if not act.here and not over],
        "exits": [act for act in exits if act.here],
    }


def _banks(rows: Iterable[Participation], at: datetime) -> dict[str, list[Participation]]:
    current = [row for row in rows if row.role in PARTY_ROLES and (row.until is None or row.until > at)]
    return {side: [row for row in current if row.side == side] for side in ("a", "b")}


def _family(case: Case, actor: Actor) -> list[Any]:
    """Return the other cases of the dispute, each with whether this person takes part in it."""
    if not getattr(case, "has_family", True):  # the door looked already
        return []
    own = Participation.objects.filter(case=OuterRef("pk"), person=actor.person, until=None)
    acting = Representation.objects.filter(participation__case=OuterRef("pk"), person=actor.person, until=None)
    others = Case.objects.filter(dispute=case.dispute_id).exclude(pk=case.pk)
    return list(others.annotate(mine=Exists(own) | Exists(acting)).order_by("opened_at"))


def _events(case: Case, records: Sequence[Record], actor: Actor) -> dict[str, list[Event]]:
    told = [_event(case, record, actor) for record in reversed(records)]
    return {"events": told[:SHOWN_RECORDS], "older": told[SHOWN_RECORDS:]}


def _event(case: Case, record: Record, actor: Actor) -> Event:
    step = PROCEDURES[case.procedure].steps.get(record.step.partition(".")[2])
    return Event(
        at=record.at,
        side=record.side or ("m" if record.role == "mediator" else "c"),
        who=str(role_label(record.role)) if record.role else "",
        mine=actor.person is not None and record.actor_id == actor.person.pk,
        name=record.actor.name if record.actor else "",
        says=step.says if step else _("opened the case"),
        basis=step.basis if step else "",
        words=_public_words(record.data),
    )


def _public_words(data: Mapping[str, Any]) -> str:
    """Return what the person wrote with the step: data of a record is readable by both sides."""
    return next((data[key] for key in ("statement", "note") if isinstance(data.get(key), str)), "")
