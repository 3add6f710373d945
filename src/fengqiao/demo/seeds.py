"""Fill an empty demo: court, bodies, people, and every story told through the real steps up to today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from fengqiao.cases.models import Case
from fengqiao.demo.people import SINCE, make_company, make_person, make_seats, make_staff
from fengqiao.demo.stories import COMPANIES, PARTIES, TALES
from fengqiao.demo.tale import begin
from fengqiao.ledger.sequencer import sequence
from fengqiao.people.models import Organisation, Person, Post


@transaction.atomic
def seed(now: datetime) -> bool:
    """Tell every story when there is no case yet, all or none; return whether anything was told."""
    if Case.objects.exists():
        return False
    people, companies, seats = make_everybody(now - timedelta(days=SINCE))
    for order, tale in enumerate(TALES):
        begin(tale, order, people, companies, seats, now).tell()
    while sequence(now):
        continue
    return True


def make_everybody(
    since: datetime,
) -> tuple[Mapping[str, Person], Mapping[str, Organisation], Mapping[str, Organisation]]:
    """Make people by log-in name, companies and offices by key."""
    seats = make_seats()
    people = make_staff(seats, since)
    for order, character in enumerate(PARTIES, start=1):
        people[character.login] = make_person(character, order, since)
    companies = {key: make_company(name, order) for order, (key, name) in enumerate(COMPANIES.items(), start=1)}
    _give_companies_heads(people, companies, since)
    return people, companies, seats


def _give_companies_heads(people: Mapping[str, Person], companies: Mapping[str, Organisation], since: datetime) -> None:
    """Let whoever stands for a company as its legal representative hold that post."""
    heads = {
        (party.login, party.company)
        for tale in TALES
        for party in (tale.applicant, tale.respondent)
        if party.kind == "legal_representative" and not party.paper
    }
    for login, company in sorted(heads | {("zhou.li", "bowen")}):
        Post.objects.create(
            person=people[login],
            organisation=companies[company],
            role=Post.Role.LEGAL_REPRESENTATIVE,
            since=since.date(),
        )
