"""A case with two parties, made directly: papers and signatures know no procedure."""

from datetime import datetime
from decimal import Decimal

from cast import START, Cast

from fengqiao.cases.actors import Actor, actor_of
from fengqiao.cases.models import Case, Dispute, Participation


class PaperCase:
    """One case of 阿丽 against 博文, and its clock."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.now: datetime = START
        dispute = Dispute.objects.create(
            code="7K3M92",
            type_code="online_service",
            type_version="2026-11",
            cause="网络服务合同纠纷",
            story="九月在网上报了剪辑课。",
            request="退还没上的课的钱",
            amount=Decimal("3984.00"),
            created_by=cast.ali,
            created_at=START,
        )
        self.case = Case.objects.create(
            dispute=dispute,
            procedure="mediation",
            state="signing",
            organisation=cast.body,
            opened_at=START,
            changed_at=START,
        )
        for role, side, person in (("applicant", "a", cast.ali), ("respondent", "b", cast.bowen)):
            Participation.objects.create(
                case=self.case, role=role, side=side, person=person, name=person.name, since=START, joined_at=START
            )

    def actor(self, who: str) -> Actor:
        return actor_of(getattr(self.cast, who), self.case, at=self.now)
