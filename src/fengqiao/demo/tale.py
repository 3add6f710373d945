"""Tells one invented dispute through the real actions and steps, on a clock that runs in the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zlib import crc32
from zoneinfo import ZoneInfo

from fengqiao import gateways
from fengqiao.cases.actors import SYSTEM, Actor, actor_of
from fengqiao.cases.models import Case, Participation, Representation
from fengqiao.cases.perform import perform
from fengqiao.cases.representation import check_representation, claim_representation, join
from fengqiao.cases.steps import step_of
from fengqiao.demo.applying import apply, paper_of
from fengqiao.demo.plot import Act, Tale
from fengqiao.mediation.actions import check_identity_again, confirm_record, propose_fact, tick_fact, write_record
from fengqiao.negotiation.agreements import TermDraft, as_draft, draft_from_offer, draw_up
from fengqiao.negotiation.offers import Instalment, accept_offer, make_offer, reject_offer
from fengqiao.negotiation.queries import accepted_offer, open_offer
from fengqiao.people.models import Organisation, Person
from fengqiao.rooms.actions import announce_caucus, open_rooms, say
from fengqiao.textkit.codes import code_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING, NIGHT = time(8, 40), time(21, 50)


@dataclass(slots=True)
class Telling:
    """A tale being told: its case, its clock, its people."""

    tale: Tale
    people: Mapping[str, Person]
    companies: Mapping[str, Organisation]
    seats: Mapping[str, Organisation]
    now: datetime
    end: datetime
    case: Case
    mediator: str = ""

    def tell(self) -> Case:
        """Do every act in turn and return the case."""
        for act in self.tale.course:
            act(self)
            self.case.refresh_from_db()
        return self.case

    def pass_time(self, **span: float) -> datetime:
        """Let time go by and return the moment; nights are slept, and the story never reaches the present."""
        if not span:
            span = {"minutes": 7 + crc32(f"{self.tale.key}{self.now.isoformat()}".encode()) % 38}
        later = (self.now + timedelta(**span)).astimezone(SHANGHAI)
        if later.time() > NIGHT:
            later = datetime.combine(later.date() + timedelta(days=1), MORNING, SHANGHAI)
        elif later.time() < MORNING:
            later = datetime.combine(later.date(), MORNING, SHANGHAI)
        if later >= self.end:
            later = max(self.now, self.end - timedelta(minutes=3)) + timedelta(seconds=1)
        self.now = later
        return later

    def actor(self, who: str) -> Actor:
        """Return the actor of a role (``applicant``, ``respondent``, ``mediator``), a login or ``system``."""
        if who == "system":
            return SYSTEM
        login = {
            "applicant": self.tale.applicant.login,
            "respondent": self.tale.respondent.login,
            "mediator": self.mediator,
        }.get(who, who)
        return actor_of(self.people[login], self.case, at=self.now)

    def take(self, who: str, code: str, **data: object) -> None:
        """Take a step by its full name."""
        self.pass_time()
        self.case = perform(step_of(code), self.case, self.actor(who), at=self.now, **data)

    def row(self, role: str) -> Participation:
        """Return the row of a side."""
        return self.case.participations.get(role=role, until=None)

    def enter(self, role: str) -> None:
        """Let a side join: in person, or through whoever stands for it, whose authority the mediator checks."""
        party = self.tale.applicant if role == "applicant" else self.tale.respondent
        row, person = self.row(role), self.people[party.login]
        if not party.kind:
            if row.joined_at is None:
                join(row, person, at=self.pass_time())
            return
        paper = None
        if party.kind != Representation.Kind.LEGAL_REPRESENTATIVE:
            paper = paper_of(row.name, person.name, party, at=self.now)
        claim_representation(
            row, person, party.kind, at=self.pass_time(), authority=paper, special_authority=party.special
        )

    def check_authorities(self) -> None:
        """Let the mediator accept every uploaded authority that waits."""
        waiting = Representation.objects.filter(participation__case=self.case, checked_at=None)
        for row in waiting:
            check_representation(row, self.people[self.mediator], ok=True, at=self.pass_time())

    def identify(self, role: str) -> None:
        """Check a side's identity again, as the law asks when the talks begin and before signing."""
        check_identity_again(self.case, self.actor(role), at=self.pass_time(), gateway=gateways.identity())


def begin(
    tale: Tale,
    order: int,
    people: Mapping[str, Person],
    companies: Mapping[str, Organisation],
    seats: Mapping[str, Organisation],
    now: datetime,
) -> Telling:
    """Open the dispute and its mediation as the applicant did."""
    opened = now.astimezone(SHANGHAI) - timedelta(days=tale.days_ago)
    opened = opened.replace(hour=9 + order % 11, minute=order * 7 % 60, second=order % 60, microsecond=0)
    opened = min(opened, now.astimezone(SHANGHAI) - timedelta(hours=1))
    code = code_of(7_000_003 + order * 104_729).replace("-", "")
    case = apply(tale, code, people, companies, seats[tale.seat], opened)
    return Telling(tale, people, companies, seats, opened, now, case)


# The words of a course: each returns an act.


def wait(**span: float) -> Act:
    """Let days or hours pass."""
    return lambda telling: telling.pass_time(**span)


def step(who: str, code: str, **data: object) -> Act:
    """Take a step by its full name."""
    return lambda telling: telling.take(who, code, **data)


def accepted(clerk: str = "luo.yifan") -> Act:
    """The clerk accepts the application after a look."""

    def act(telling: Telling) -> None:
        telling.pass_time(hours=5)
        telling.take(clerk, "mediation.accept")

    return act


def asked(mediator: str, clerk: str = "luo.yifan") -> Act:
    """The clerk asks a mediator."""

    def act(telling: Telling) -> None:
        telling.mediator = mediator
        telling.pass_time(hours=2)
        telling.take(clerk, "mediation.appoint", mediator=telling.people[mediator])

    return act


def taken_on(*disclosed: str, note: str = "") -> Act:
    """The mediator takes the case on and answers the question about relations."""

    def act(telling: Telling) -> None:
        telling.pass_time(hours=4)
        telling.take("mediator", "mediation.take_on", disclosure=list(disclosed) or ["none"], note=note)

    return act


def answered(answer: str, statement: str = "", amount: str = "", *, post: bool = True) -> Act:
    """The other side joins, proves who it is and answers; ``post``: agrees to electronic delivery too."""

    def act(telling: Telling) -> None:
        telling.enter("respondent")
        telling.check_authorities()
        telling.identify("respondent")
        consents: dict[str, dict[str, object]] = {"online_mediation": {}}
        if post:
            consents["electronic_delivery"] = {"documents": [], "phone": True, "email": False}
        more = {"amount": Decimal(amount)} if amount else {}
        telling.take(
            "respondent", "mediation.answer", answer=answer, statement=statement, consents=consents,
            keep_mediator=True, **more,
        )  # fmt: skip
        telling.identify("applicant")

    return act


def talk(*lines: tuple[str, str]) -> Act:
    """Words in the joint room: pairs of role and text."""

    def act(telling: Telling) -> None:
        for who, text in lines:
            rooms = open_rooms(telling.case, at=telling.pass_time())
            say(rooms["joint"], telling.actor(who), text, at=telling.now)

    return act


def aside(side: str, *lines: tuple[str, str]) -> Act:
    """A private talk of the mediator with side ``a`` or ``b``."""

    def act(telling: Telling) -> None:
        room = open_rooms(telling.case, at=telling.pass_time())[f"caucus_{side}"]
        announce_caucus(room, telling.actor("mediator"), begins=True, at=telling.now)
        for who, text in lines:
            say(room, telling.actor(who), text, at=telling.pass_time(minutes=3))
        announce_caucus(room, telling.actor("mediator"), begins=False, at=telling.pass_time(minutes=2))

    return act


def offer(who: str, amount: str, other: str = "", parts: Sequence[tuple[str, int]] = ()) -> Act:
    """A structured offer, against the other side's open one if there is one; parts are (yuan, days from now)."""

    def act(telling: Telling) -> None:
        telling.pass_time(hours=3)
        actor = telling.actor(who)
        today = telling.end.astimezone(SHANGHAI).date()
        make_offer(
            telling.case,
            actor,
            amount=Decimal(amount),
            instalments=[Instalment(Decimal(part), _day(today, days)) for part, days in parts],
            other=other,
            at=telling.now,
            counters=open_offer(telling.case, "b" if actor.side == "a" else "a"),
        )

    return act


def agreed(who: str) -> Act:
    """A side accepts the other's open offer."""

    def act(telling: Telling) -> None:
        actor = telling.actor(who)
        waiting = open_offer(telling.case, "b" if actor.side == "a" else "a")
        if waiting is None:
            raise LookupError(f"{telling.tale.key}: there is no offer to accept")
        accept_offer(waiting, actor, at=telling.pass_time(hours=2))

    return act


def declined(who: str, reason: str) -> Act:
    """A side rejects the other's open offer."""

    def act(telling: Telling) -> None:
        actor = telling.actor(who)
        waiting = open_offer(telling.case, "b" if actor.side == "a" else "a")
        if waiting is None:
            raise LookupError(f"{telling.tale.key}: there is no offer to reject")
        reject_offer(waiting, actor, reason=reason, at=telling.pass_time(hours=1))

    return act


def fact(text: str, *ticks: str) -> Act:
    """The mediator puts a fact; the named sides tick it."""

    def act(telling: Telling) -> None:
        put = propose_fact(telling.case, telling.actor("mediator"), text, at=telling.pass_time())
        for who in ticks:
            put = tick_fact(put, telling.actor(who), at=telling.pass_time(minutes=4))

    return act


def recorded(text: str, *confirmed: str) -> Act:
    """The mediator writes the record; the named sides confirm it."""

    def act(telling: Telling) -> None:
        record = write_record(telling.case, telling.actor("mediator"), text, at=telling.pass_time())
        for who in confirmed:
            record = confirm_record(record, telling.actor(who), at=telling.pass_time(minutes=9))

    return act


def drafted(days: int = 14) -> Act:
    """The accepted offer becomes the text of an agreement; the mediator adds day, account and default where missing."""

    def act(telling: Telling) -> None:
        accepted_one = accepted_offer(telling.case)
        if accepted_one is None:
            raise LookupError(f"{telling.tale.key}: no offer was accepted")
        mediator = telling.actor("mediator")
        first = as_draft(draft_from_offer(telling.case, accepted_one, mediator, at=telling.pass_time()))
        due = _day(telling.end.astimezone(SHANGHAI).date(), days)
        whole = replace(first, terms=[_complete(term, due) for term in first.terms])
        draw_up(telling.case, whole, mediator, at=telling.pass_time(minutes=11))

    return act


def _complete(term: TermDraft, due: date) -> TermDraft:
    if term.amount is None:
        return term
    return replace(
        term,
        due=None if term.instalments else term.due or due,
        place=term.place or "原路退回付款账户",
        default=term.default or "未按时足额支付的，权利人可以就未付款项申请强制执行。",
    )


def _day(today: date, days: int) -> date:
    return today + timedelta(days=days)
