"""A mediator's cases by urgency, each with its next act. Nothing of what was said in the talks is on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fengqiao.cases.models import Case, Deadline, Participation, Record
from fengqiao.cases.steps import PROCEDURES
from fengqiao.law.delivery import day_of
from fengqiao.mediation.models import Appointment
from fengqiao.negotiation.models import Agreement, Offer
from fengqiao.people.models import Person

LANES: dict[str, Promise] = {
    "over": gettext_lazy("Overdue"),
    "now": gettext_lazy("Today"),
    "soon": gettext_lazy("This week"),
    "": gettext_lazy("Later"),
}
TURNS: dict[str, Promise] = {
    "mine": gettext_lazy("My turn"),
    "other": gettext_lazy("Waiting for a side"),
    "sign": gettext_lazy("Being signed"),
    "confirm": gettext_lazy("To be confirmed"),
}
SOON_DAYS = 3
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Card:
    """One case on the board. ``left`` is days to the nearest deadline, negative when it has passed."""

    case: Case
    applicant: str
    respondent: str
    state: str
    next_act: str
    turn: str
    deadline: Deadline | None
    left: int | None

    @property
    def lane(self) -> str:
        """Return the urgency: over, now, soon, or nothing for later."""
        if self.left is None or self.left > WEEK_DAYS:
            return ""
        return "over" if self.left < 0 else "now" if self.left == 0 else "soon"

    @property
    def close(self) -> bool:
        """Return whether the deadline is three days away or less."""
        return self.left is not None and 0 <= self.left <= SOON_DAYS

    @property
    def ended(self) -> date | None:
        """Return the day on which the mediation ended; nothing while it runs."""
        return day_of(self.case.closed_at) if self.case.closed_at else None

    @property
    def past(self) -> int:
        """Return how many days the deadline has passed."""
        return -(self.left or 0)


def caseload(person: Person, at: datetime) -> list[Card]:
    """Return the open cases of a mediator, and concluded ones that wait for confirmation; the most urgent first."""
    today = day_of(at)
    cards = [_card(case, today) for case in _cases(person)]
    return sorted(cards, key=lambda card: (card.left is None, card.left or 0, card.case.opened_at))


def matching(cards: Sequence[Card], words: str) -> list[Card]:
    """Return the cards whose names, number or case code contain the words."""
    wanted = words.strip().lower().replace("-", "")
    return [card for card in cards if wanted in _searched(card)] if wanted else list(cards)


def _searched(card: Card) -> str:
    parts = (card.applicant, card.respondent, card.case.number, card.case.dispute.code, card.case.dispute.cause)
    return " ".join(parts).lower().replace("-", "")


def _cases(person: Person) -> QuerySet[Case]:
    live = [Appointment.State.ASKED, Appointment.State.TAKEN]
    waits = Q(state="concluded", children__procedure="confirmation", children__closed_at=None)
    parties = Participation.objects.filter(role__in=("applicant", "respondent"), until=None)
    return (
        Case.objects.filter(Q(closed_at=None) | waits, appointments__mediator=person, appointments__state__in=live)
        .distinct()
        .select_related("dispute")
        .prefetch_related(
            Prefetch("participations", parties, to_attr="parties"),
            Prefetch("deadlines", Deadline.objects.filter(state=Deadline.State.RUNNING), to_attr="running"),
            Prefetch("offers", Offer.objects.only("case_id", "side", "state"), to_attr="log"),
            Prefetch("agreements", Agreement.objects.exclude(state=Agreement.State.VOID), to_attr="live"),
            Prefetch(
                "records", Record.objects.filter(step__in=("mediation.draw_up", "mediation.sign")), to_attr="acts"
            ),
        )
    )


def _card(case: Any, today: date) -> Card:
    names = {side: "、".join(row.name for row in case.parties if row.side == side) for side in ("a", "b")}
    nearest = min(case.running, key=lambda row: row.end, default=None)
    act, turn = _next(case, names, today)
    return Card(
        case=case,
        applicant=names["a"],
        respondent=names["b"],
        state=str(PROCEDURES["mediation"].states[case.state]),
        next_act=act,
        turn=turn,
        deadline=nearest,
        left=(nearest.end - today).days if nearest else None,
    )


def _next(case: Any, names: dict[str, str], today: date) -> tuple[str, str]:
    """Return the next act in words and whose turn it is."""
    clocks = {row.rule: row.end for row in case.running}
    if case.state == "appointed":
        return _("Take the case on, or decline it"), "mine"
    if case.state == "concluded":
        return _("Wait for the joint application to the court"), "confirm"
    if case.state == "signing":
        return _signing(case, names)
    if clocks.get("mediation_pre_filing", today) < today:
        return _("The thirty days are over: end the mediation, or ask both whether to go on"), "mine"
    if case.state == "inviting":
        return _inviting(clocks, today)
    return _talking(case, names)


def _inviting(clocks: dict[str, date], today: date) -> tuple[str, str]:
    last = clocks.get("mediator_contacts_other_party")
    if last is None:
        return _("Wait for the other side's answer"), "other"
    if last < today:
        return _("Contact the other side; the three working days are over"), "mine"
    if last == today:
        return _("Contact the other side; today is the last of three working days"), "mine"
    return _("Contact the other side"), "mine"


def _talking(case: Any, names: dict[str, str]) -> tuple[str, str]:
    if any(agreement.state == Agreement.State.DRAFT for agreement in case.live):
        return _("Finish the draft and send it out for signature"), "mine"
    if any(offer.state == Offer.State.ACCEPTED for offer in case.log):
        return _("Both agree: write the agreement"), "mine"
    waiting = [offer.side for offer in case.log if offer.state == Offer.State.OPEN]
    if waiting:
        other = {"a": "b", "b": "a"}[waiting[-1]]
        return _("Wait for %(name)s to answer the offer") % {"name": names[other]}, "other"
    return _("Bring both sides to the table"), "mine"


def _signing(case: Any, names: dict[str, str]) -> tuple[str, str]:
    out = max((row.number for row in case.acts if row.step == "mediation.draw_up"), default=0)
    signed = {row.side for row in case.acts if row.step == "mediation.sign" and row.number > out}
    missing = [names[side] for side in ("a", "b") if side not in signed]
    if not missing:
        return _("Both have signed: answer the closing questions and sign"), "mine"
    return _("Wait for the signature of %(names)s") % {"names": "、".join(missing)}, "sign"
