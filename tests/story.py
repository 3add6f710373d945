"""Test language: tell a procedure as a story."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import START, Cast

from fengqiao.cases.actors import SYSTEM, Actor, actor_of
from fengqiao.cases.models import Dispute, Participation, Telling
from fengqiao.cases.perform import open_case, perform
from fengqiao.cases.steps import PROCEDURES, Refused, Step, available
from fengqiao.people.models import Person


class Story:
    """One case on its way, on a clock of its own: ``then`` takes a step, ``refused`` shows that it cannot be taken."""

    def __init__(
        self, cast: Cast, procedure: str = "mediation", *, amount: str = "3984.00", code: str = "7K3M92"
    ) -> None:
        self.cast = cast
        self.now = START
        dispute = Dispute.objects.create(
            code=code,
            type_code="online_service",
            type_version="2026-11",
            cause="网络服务合同纠纷",
            story="九月在网上报了剪辑课，交了 4980。",
            request="退还没上的课的钱",
            amount=Decimal(amount),
            created_by=cast.ali,
            created_at=self.now,
        )
        applicant = Actor(roles=frozenset({"applicant"}), person=cast.ali)
        self.case = open_case(procedure, dispute, applicant, at=self.now, organisation=cast.body)
        self.join("applicant", "a", cast.ali)
        self.join("respondent", "b", cast.bowen)

    def join(self, role: str, side: str, person: Person) -> Participation:
        """Add a participant whose identity is bound and checked."""
        return Participation.objects.create(
            case=self.case,
            role=role,
            side=side,
            person=person,
            name=person.name,
            since=self.now,
            joined_at=self.now,
            checked_at=self.now,
        )

    def actor(self, who: Person | str) -> Actor:
        """Return the actor that a person is in this case; ``system`` is the platform itself."""
        if isinstance(who, str):
            return SYSTEM if who == "system" else actor_of(getattr(self.cast, who), self.case, at=self.now)
        return actor_of(who, self.case, at=self.now)

    def then(self, who: Person | str, step: Step, **data: Any) -> Story:
        """Take the step as ``who``; an hour passes."""
        self.case = perform(step, self.case, self.actor(who), at=self.now, **data)
        self.now += timedelta(hours=1)
        return self

    def refused(self, who: Person | str, step: Step, because: str = "", **data: Any) -> Story:
        """Show that the step is refused with a reason that contains ``because``."""
        with pytest.raises(Refused, match=because or None):
            perform(step, self.case, self.actor(who), at=self.now, **data)
        return self

    def invited(self) -> Story:
        """Bring a mediation to the invitation of the other side: accepted, appointed, taken on, identities checked."""
        steps = PROCEDURES["mediation"].steps
        self.then("luo", steps["accept"]).then("luo", steps["appoint"], mediator=self.cast.chen)
        self.then("chen", steps["take_on"], disclosure=["none"])
        self.case.participations.exclude(side="").update(checked_at=self.now)
        return self

    def opened(self, answer: str = "dispute", **data: Any) -> Story:
        """Bring a mediation to the open talks with the other side's answer."""
        data = {"statement": "课已经上了一半。", **data}
        step = PROCEDURES["mediation"].steps["answer"]
        return self.invited().then("bowen", step, answer=answer, consents={"online_mediation": {}}, **data)

    def wait(self, **span: float) -> Story:
        """Let time pass."""
        self.now += timedelta(**span)
        return self

    def at(self, moment: datetime) -> Story:
        """Go to a moment."""
        self.now = moment
        return self

    def may(self, who: Person | str) -> set[str]:
        """Return the names of the steps that ``who`` can take now."""
        return {step.name for step in available(self.case, self.actor(who))}

    @property
    def told(self) -> list[str]:
        """Return the roles that notices were promised to, in order."""
        rows = Telling.objects.filter(record__case=self.case).order_by("pk")
        return list(rows.values_list("participation__role", flat=True))
