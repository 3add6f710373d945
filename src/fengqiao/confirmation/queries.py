"""Reading a confirmation."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from fengqiao.cases.looks import once
from fengqiao.cases.models import Case
from fengqiao.confirmation.models import Confirmation, Finding, Question
from fengqiao.documents.models import Document
from fengqiao.documents.queries import latest
from fengqiao.law.delivery import day_of
from fengqiao.people.models import Person, Post


@once
def confirmation_of(case: Case) -> Confirmation:
    """Return the confirmation's own row."""
    return Confirmation.objects.select_related("agreement__case", "judge", "court", "case__dispute").get(case=case)


@once
def findings_by_point(row: Confirmation) -> dict[str, Finding]:
    """Return the judge's findings by the code of the point."""
    return {finding.point: finding for finding in row.findings.all()}


@once
def open_questions(row: Confirmation) -> list[Question]:
    """Return the questions that at least one of the sides asked has not answered, oldest first."""
    asked = row.questions.prefetch_related("answers")
    return [one for one in asked if not set(one.sides) <= {answer.side for answer in one.answers.all()}]


@once
def waiting_for(row: Confirmation, side: str) -> list[Question]:
    """Return the questions that wait for this side's answer."""
    mine = Q(to="") | Q(to=side)
    return list(row.questions.filter(mine).exclude(answers__side=side).order_by("number"))


def overdue_questions(row: Confirmation, today: date) -> list[Question]:
    """Return the open questions whose day of answer is past."""
    return [question for question in open_questions(row) if question.answer_by < today]


def agreement_paper(row: Confirmation) -> Document | None:
    """Return the signed agreement as a paper; the only paper of the mediation that the court reads."""
    return latest(row.agreement.case, "mediation_agreement")


def judges_of(case: Case, today: date) -> list[Person]:
    """Return the judges of the case's court who may be given it: whoever mediated the dispute may not."""
    posts = Post.objects.filter(Q(until=None) | Q(until__gt=today), organisation=case.organisation, role="judge")
    free = posts.filter(since__lte=today).exclude(
        person__participations__role="mediator", person__participations__case__dispute=case.dispute_id
    )
    return [post.person for post in free.select_related("person").order_by("person__name", "pk")]


def clerk_of(case: Case, today: date) -> str:
    """Return the name of a judge's clerk of the court, for the papers; nothing when the court has none."""
    posts = Post.objects.filter(Q(until=None) | Q(until__gt=today), organisation=case.organisation, role="judges_clerk")
    found = posts.filter(since__lte=today).select_related("person").order_by("pk").first()
    return found.person.name if found else ""


def received_on(row: Confirmation) -> date:
    """Return the day on which the joint application was complete."""
    return day_of(row.received_at or row.case.opened_at)
