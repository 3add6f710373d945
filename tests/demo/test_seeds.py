"""The invented disputes: many, different, true to the procedure, never in the future."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from django.db.models import Max

from fengqiao.cases.models import Case, Dispute, Participation, Record, Representation
from fengqiao.commands.fsck import cases, heads, leaves
from fengqiao.commands.reference import own_procedures
from fengqiao.demo.seeds import seed
from fengqiao.demo.stories import TALES
from fengqiao.evidence.models import Evidence
from fengqiao.law.consents import codes
from fengqiao.ledger.models import Leaf
from fengqiao.mediation.queue import authorities
from fengqiao.people.models import Organisation, Person, Post
from fengqiao.rooms.models import RoomEvent

pytestmark = pytest.mark.django_db


def test_thirty_stories_of_two_bodies_and_five_mediators_are_told(told: datetime) -> None:
    assert Dispute.objects.count() == len(TALES) == 30
    assert Organisation.objects.filter(kind="mediation_body").count() == 2
    assert Post.objects.filter(role="mediator").count() == 5


def test_every_story_is_its_own(told: datetime) -> None:
    for column in ("story", "request", "code"):
        assert Dispute.objects.values(column).distinct().count() == 30
    said = Counter(event.payload["text"] for event in RoomEvent.objects.filter(kind="text"))
    assert max(said.values()) == 1


def test_nothing_happened_in_the_future(told: datetime) -> None:
    assert Record.objects.aggregate(last=Max("at"))["last"] < told
    assert RoomEvent.objects.aggregate(last=Max("at"))["last"] < told


def test_there_is_a_company_an_agent_a_guardian_and_a_minor(told: datetime) -> None:
    assert Participation.objects.filter(organisation__kind="company").exists()
    assert set(Representation.objects.values_list("kind", flat=True)) == {"legal_representative", "agent", "guardian"}
    assert Participation.objects.filter(minor=True, role="applicant").exists()


def test_companies_a_guardian_and_agents_apply_and_some_papers_wait_for_the_clerk(told: datetime) -> None:
    applicants = Participation.objects.filter(role="applicant", case__procedure="mediation")
    assert applicants.filter(organisation__kind="company").count() >= 2
    kinds = Counter(applicants.values_list("representations__kind", flat=True))
    assert (kinds["guardian"], kinds["agent"]) >= (1, 2)
    clerk = Person.objects.get(login="luo.yifan")
    waiting = {row.participation.name for row in authorities(clerk, told)}
    assert {"慢半拍咖啡（枫溪）有限公司", "刘桂珍"} <= waiting


def test_every_applicant_consented_and_many_showed_evidence(told: datetime) -> None:
    for row in Participation.objects.filter(role="applicant", case__procedure="mediation"):
        assert {each.kind for each in row.consents.all()} == set(codes())
    assert Evidence.objects.filter(side="a").values("dispute").distinct().count() >= 10
    assert not Dispute.objects.exclude(type_version="2026-01-01").exists()


def test_every_state_of_every_procedure_has_a_case(told: datetime) -> None:
    there = set(Case.objects.values_list("procedure", "state"))
    declared = {(code, state) for code, procedure in own_procedures().items() for state in procedure.states}
    assert declared - there == set()


def test_all_invariants_hold_and_nothing_is_pending(told: datetime) -> None:
    assert [*cases(), *leaves(), *heads()] == []
    assert not Leaf.objects.filter(index=None).exists()


def test_a_demo_with_cases_is_left_alone(told: datetime) -> None:
    assert seed(told) is False
    assert Dispute.objects.count() == 30
