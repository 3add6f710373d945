"""A judicial confirmation told by the names of its steps, opened by a mediation that ended in an agreement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from cast import Cast
from story import Story

from fengqiao.cases.actors import Actor
from fengqiao.cases.consents import give_consent
from fengqiao.cases.models import Case, Participation, Record
from fengqiao.cases.perform import open_case
from fengqiao.cases.steps import PROCEDURES, Step
from fengqiao.confirmation.actions import Found, find
from fengqiao.confirmation.models import Confirmation
from fengqiao.law.confirmation import review_points
from fengqiao.negotiation.models import Agreement, Term

EFFECTIVE = date(2026, 11, 9)
ALL_CHECKED = ["not_court_matter", "wrong_court", "status_relation", "other_procedure", "property_or_ip_title"]
EVERYTHING = {"documents": ["notices", "rulings", "later_instances"], "phone": True, "email": False}


class Chamber(Story):
    """An agreement of 阿丽 and 博文, 丁法官 and 高书记员 at the court; ``mediated`` is the case it came from."""

    def __init__(self, cast: Cast, *, consents: bool = True, electronic: tuple[str, ...] = ("ali", "bowen")) -> None:
        super().__init__(cast)
        self.mediated: Case = self.case
        self.join("mediator", "", cast.chen)
        self.agreement = agree(self.mediated, cast)
        for who in ("ali", "bowen") if consents else ():
            self._consents(who, who in electronic)
        assert cast.ding
        assert cast.gao
        chen = Actor(roles=frozenset({"mediator"}), person=cast.chen)
        self.case = open_case("confirmation", self.mediated.dispute, chen, at=self.now, parent=self.mediated)

    def _consents(self, who: str, electronic: bool) -> None:
        person = getattr(self.cast, who)
        row = self.mediated.participations.get(person=person)
        give_consent(row, "online_confirmation", person, at=self.now)
        if electronic:
            give_consent(row, "electronic_delivery", person, at=self.now, scope=EVERYTHING)

    @property
    def row(self) -> Confirmation:
        """The confirmation as it stands."""
        return Confirmation.objects.get(case=self.case)

    def step(self, name: str) -> Step:
        """Return the step with this name."""
        return PROCEDURES["confirmation"].steps[name]

    def take(self, who: str, name: str, **data: Any) -> Chamber:
        """Take the step with this name."""
        return self.then(who, self.step(name), **data)

    def not_yet(self, who: str, name: str, because: str = "", **data: Any) -> Chamber:
        """Show that the step with this name is refused."""
        return self.refused(who, self.step(name), because, **data)

    def applied(self) -> Chamber:
        """Both sides tap."""
        return self.take("ali", "apply").take("bowen", "apply")

    def under_review(self) -> Chamber:
        """The clerk accepts and gives the case to 丁法官."""
        return self.applied().take("gao", "accept", judge=self.cast.ding, checked=ALL_CHECKED)

    def asked(self, to: str = "both", days: int = 3) -> Chamber:
        """The judge asks a question."""
        last = date.fromordinal(self.now.date().toordinal() + days)
        return self.take("ding", "ask", to=to, text="是自己愿意签的吗？", days=days, answer_by=last)

    def answered(self, who: str, number: int = 1) -> Chamber:
        """One side answers."""
        return self.take(who, "answer_question", number=number, text="是自愿的。")

    def found(self, wanting: str = "", leave: str = "") -> Chamber:
        """The judge finds every point in order, except the one ``wanting``; ``leave`` stays without finding."""
        points = [item.code for item in review_points(EFFECTIVE) if item.code != leave]
        said = {point: Found(point != wanting, True, "不清楚" if point == wanting else "") for point in points}
        find(self.case, self.actor("ding"), said, at=self.now)
        return self

    def party(self, who: str) -> Participation:
        """Return a party's row in the confirmation."""
        return self.case.participations.get(person=getattr(self.cast, who), role__in=("applicant", "respondent"))

    @property
    def last(self) -> Record:
        """The last record."""
        return self.case.records.order_by("-number")[0]


def agree(case: Case, cast: Cast) -> Agreement:
    """Put an agreement on one payment into effect."""
    agreement = Agreement.objects.create(
        case=case,
        version=1,
        number="（2026）枫消调字第12号",
        facts="九月报课，交了 4980 元，上了 1 节。",
        state=Agreement.State.EFFECTIVE,
        drawn_up_by=cast.chen,
        drawn_up_at=case.opened_at,
        effective_on=EFFECTIVE,
    )
    Term.objects.create(
        agreement=agreement,
        position=1,
        debtor="b",
        act=Term.Act.PAY,
        amount=Decimal("3400.00"),
        due=date(2026, 12, 5),
        place="原路退回付款账户",
        default="未按时足额支付的，权利人可以就未付款项主张权利。",
    )
    return agreement
