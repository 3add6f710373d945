"""Reads of the mediation. What is said in it is returned to its own people alone (在线调解规则第18条)."""

from __future__ import annotations

from django.db.models import Q, QuerySet, Sum

from fengqiao.cases.actors import Actor
from fengqiao.cases.looks import once
from fengqiao.cases.models import Case, Participation
from fengqiao.mediation.models import Fact, Mediation, MediationRecordDraft
from fengqiao.negotiation.models import Agreement, Term

CONTENT_ROLES = frozenset({"applicant", "respondent", "mediator"})
"""Who takes part in the talks; clerks and judges read nothing of them."""


TRIAL_ROLES = frozenset({"judge", "judges_clerk", "filing_clerk"})


@once
def mediation_of(case: Case) -> Mediation:
    """Return the mediation's own row; before a step has written it, one that is not stored: looking writes nothing."""
    return Mediation.objects.filter(case=case).first() or Mediation(case=case)


def may_read_content(actor: Actor) -> bool:
    """Return whether the actor takes part in the talks; whoever also holds a trial role reads nothing."""
    return bool(actor.roles & CONTENT_ROLES) and not actor.roles & TRIAL_ROLES


@once
def facts_of(case: Case) -> list[Fact]:
    """Return the facts that were put and not struck, for the mediation's own rules; pages ask ``visible_facts``."""
    return list(case.facts.filter(struck_at=None))


def visible_facts(case: Case, actor: Actor) -> list[Fact]:
    """Return the facts that the actor may read: all for those who take part in the talks, none for others."""
    return facts_of(case) if may_read_content(actor) else []


def undisputed_facts(case: Case) -> list[str]:
    """Return the texts that both sides ticked: the only facts that may leave the mediation."""
    return [fact.text for fact in facts_of(case) if fact.undisputed]


@once
def record_of(case: Case) -> MediationRecordDraft | None:
    """Return the newest version of the mediation record; pages ask ``visible_record``."""
    return case.mediation_records.last()


def record_confirmations(case: Case) -> dict[str, str]:
    """Return when each side confirmed the newest record: the proof that may leave the mediation, without its words."""
    record = record_of(case)
    times = {"a": record.confirmed_a_at, "b": record.confirmed_b_at} if record else {}
    return {side: at.isoformat() for side, at in times.items() if at}


def visible_record(case: Case, actor: Actor) -> MediationRecordDraft | None:
    """Return the newest version of the record to those who take part in the talks."""
    return record_of(case) if may_read_content(actor) else None


def statement_of(case: Case, actor: Actor) -> str:
    """Return what the other side wrote when it answered, to those who take part in the talks."""
    return mediation_of(case).statement if may_read_content(actor) else ""


def party_of(case: Case, role: str) -> Participation | None:
    """Return the running participation of a side's party."""
    return case.participations.filter(role=role, until=None).select_related("person", "organisation").first()


def agreed_shares(cases: QuerySet[Case]) -> list[float]:
    """Return which part of the amount asked for the other side pays by each agreement, oldest first, at most 1.

    Only agreements in effect over an amount; without the case, so that nobody can tell whose it was.
    """
    rows = (
        Agreement.objects.filter(case__in=cases.values("pk"), state=Agreement.State.EFFECTIVE)
        .filter(case__dispute__amount__gt=0)
        .annotate(paid=Sum("terms__amount", filter=Q(terms__act=Term.Act.PAY, terms__debtor="b")))
        .order_by("case__closed_at", "pk")
        .values_list("paid", "case__dispute__amount")
    )
    return [min(1.0, float((paid or 0) / asked)) for paid, asked in rows if asked]
