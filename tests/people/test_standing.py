"""Who may settle for a side, who checks an authority, what a consent is."""

from __future__ import annotations

from datetime import date

import pytest
from cast import START, Cast
from django.utils import translation
from story import Story

from fengqiao.cases.actions import check_representation, claim_representation, end_representation, join
from fengqiao.cases.actors import Actor, actor_of
from fengqiao.cases.authority import may_settle, must_be_checked
from fengqiao.cases.consents import consent_in_force, give_consent, text_of, withdraw_consent
from fengqiao.cases.models import Participation, Representation
from fengqiao.files.models import Blob
from fengqiao.ledger.models import Leaf
from fengqiao.people.companies import register_company
from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Person, Post


@pytest.fixture
def story(cast: Cast) -> Story:
    told = Story(cast)
    told.join("mediator", "", cast.chen)
    return told


@pytest.fixture
def company(story: Story) -> Participation:
    """The other side as a company, not yet joined."""
    row = story.case.participations.get(side="b")
    row.person, row.organisation = None, register_company("博文在线教育（枫溪）有限公司", "91510100MA0000000H")
    row.joined_at = None
    row.save()
    return row


@pytest.fixture
def child(story: Story) -> Participation:
    """The applicant as a minor."""
    row = story.case.participations.get(side="a")
    row.minor = True
    row.save()
    return row


@pytest.fixture
def paper(db: None) -> Blob:
    return Blob.objects.create(
        name="授权委托书.pdf", media_type="application/pdf", size=1, sha256="0", sm3="0", path="x", created_at=START
    )


def settles(story: Story, person: Person) -> str:
    """Return why the person may not settle, in English; empty when it may."""
    with translation.override("en"):
        return str(may_settle(story.case, actor_of(person, story.case, at=START)) or "")


@pytest.mark.parametrize(
    ("kind", "special", "checked", "reason"),
    [
        ("legal_representative", False, True, ""),
        ("legal_representative", False, False, "not been checked"),
        ("agent", True, True, ""),
        ("agent", True, False, "not been checked"),
        ("agent", False, True, "special authority"),
    ],
)
def test_who_may_settle_for_a_company(
    story: Story, company: Participation, paper: Blob, kind: str, special: bool, checked: bool, reason: str
) -> None:
    bowen = story.cast.bowen
    row = claim_representation(company, bowen, kind, authority=paper, special_authority=special, at=START)
    if checked:
        check_representation(row, story.cast.chen, ok=True, at=START)
    assert reason in settles(story, bowen)
    assert bool(reason) == bool(settles(story, bowen))


@pytest.mark.parametrize(("kind", "reason"), [("guardian", ""), ("agent", "only through a guardian")])
def test_who_may_settle_for_a_minor(story: Story, child: Participation, paper: Blob, kind: str, reason: str) -> None:
    parent = story.cast.stranger
    row = claim_representation(child, parent, kind, authority=paper, special_authority=True, at=START)
    check_representation(row, story.cast.chen, ok=True, at=START)
    assert reason in settles(story, parent)
    assert "guardian" in settles(story, story.cast.ali)


def test_a_party_in_person_may_settle_and_officers_may_not(story: Story) -> None:
    assert settles(story, story.cast.ali) == ""
    assert "Only a party" in settles(story, story.cast.chen)
    assert may_settle(story.case, Actor(roles=frozenset({"system"})))


def test_a_person_alone_is_not_the_company(story: Story, company: Participation) -> None:
    company.person = story.cast.bowen
    company.save()
    assert "legal representative" in settles(story, story.cast.bowen)


def test_a_known_legal_representative_needs_no_paper(story: Story, company: Participation) -> None:
    bowen = story.cast.bowen
    Post.objects.create(
        person=bowen, organisation=company.organisation, role="legal_representative", since=date(2020, 1, 1)
    )
    claim_representation(company, bowen, "legal_representative", at=START)
    assert settles(story, bowen) == ""


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("bowen", "agent"),
        ("bowen", "legal_representative"),
        ("bowen", "guardian"),
        ("bowen", "uncle"),
        ("ali", "agent"),
        ("chen", "agent"),
    ],
)
def test_claims_that_are_refused(story: Story, company: Participation, who: str, kind: str) -> None:
    with pytest.raises(NotAccepted):
        claim_representation(company, getattr(story.cast, who), kind, at=START)
    assert not Representation.objects.exists()


def test_the_other_side_cannot_act_for_this_one_even_with_a_paper(
    story: Story, company: Participation, paper: Blob
) -> None:
    with pytest.raises(NotAccepted):
        claim_representation(company, story.cast.ali, "agent", authority=paper, at=START)


def test_a_refused_authority_takes_the_access_away_and_keeps_the_reason(
    story: Story, company: Participation, paper: Blob
) -> None:
    row = claim_representation(company, story.cast.bowen, "agent", authority=paper, at=START)
    assert "博文" in str(must_be_checked(story.case))
    check_representation(row, story.cast.chen, ok=False, reason="没有盖章", at=START)
    assert row.refused_because == "没有盖章"
    assert not actor_of(story.cast.bowen, story.case, at=START).roles
    assert must_be_checked(story.case) is None


@pytest.mark.parametrize(("checker", "ok", "reason"), [("ali", True, ""), ("stranger", True, ""), ("chen", False, " ")])
def test_checks_that_are_refused(
    story: Story, company: Participation, paper: Blob, checker: str, ok: bool, reason: str
) -> None:
    row = claim_representation(company, story.cast.bowen, "agent", authority=paper, at=START)
    with pytest.raises(NotAccepted):
        check_representation(row, getattr(story.cast, checker), ok=ok, reason=reason, at=START)


def test_an_authority_is_checked_once(story: Story, company: Participation, paper: Blob) -> None:
    row = claim_representation(company, story.cast.bowen, "agent", authority=paper, at=START)
    check_representation(row, story.cast.luo, ok=True, at=START)
    with pytest.raises(NotAccepted):
        check_representation(row, story.cast.chen, ok=False, reason="不行", at=START)


def test_an_ended_representation_is_over(story: Story, company: Participation, paper: Blob) -> None:
    row = claim_representation(company, story.cast.bowen, "agent", authority=paper, at=START)
    end_representation(row, at=START)
    assert not actor_of(story.cast.bowen, story.case, at=START).roles


def test_a_minor_who_joins_is_marked(story: Story) -> None:
    row = story.case.participations.get(side="b")
    row.person = None
    row.save()
    teen = Person.objects.create(name="小博", birth_date=date(2010, 5, 1), verified_at=START)
    assert join(row, teen, at=START).minor
    with pytest.raises(NotAccepted):
        join(row, story.cast.stranger, at=START)


def test_a_consent_is_dated_bound_to_its_text_and_withdrawable(story: Story) -> None:
    row, ali = story.case.participations.get(side="a"), story.cast.ali
    consent = give_consent(row, "electronic_delivery", ali, scope={"documents": ["rulings"]}, at=START)
    assert text_of(consent).title_en == "Electronic delivery"
    assert give_consent(row, "electronic_delivery", ali, scope={"documents": ["rulings"]}, at=START) == consent
    assert withdraw_consent(row, "electronic_delivery", person=ali, at=START)
    assert consent_in_force(row, "electronic_delivery") is None
    assert not withdraw_consent(row, "electronic_delivery", person=ali, at=START)
    assert Leaf.objects.filter(kind="consent").count() == 2


def test_another_scope_replaces_the_consent(story: Story) -> None:
    row, ali = story.case.participations.get(side="a"), story.cast.ali
    give_consent(row, "electronic_delivery", ali, scope={"documents": ["rulings"]}, at=START)
    newer = give_consent(row, "electronic_delivery", ali, scope={"documents": ["notices"]}, at=START)
    assert consent_in_force(row, "electronic_delivery") == newer
    assert row.consents.count() == 2


@pytest.mark.parametrize("who", ["bowen", "chen", "stranger"])
def test_nobody_consents_or_withdraws_for_the_other_side(story: Story, who: str) -> None:
    row, person = story.case.participations.get(side="a"), getattr(story.cast, who)
    give_consent(row, "online_mediation", story.cast.ali, at=START)
    with pytest.raises(NotAccepted):
        give_consent(row, "sensitive_data", person, at=START)
    with pytest.raises(NotAccepted):
        withdraw_consent(row, "online_mediation", person=person, at=START)


def test_a_scope_that_the_text_does_not_offer_is_refused(story: Story) -> None:
    row = story.case.participations.get(side="a")
    with pytest.raises(NotAccepted):
        give_consent(row, "electronic_delivery", story.cast.ali, scope={"documents": ["everything"]}, at=START)


def test_a_minor_does_not_consent_alone(story: Story, child: Participation) -> None:
    with pytest.raises(NotAccepted):
        give_consent(child, "online_mediation", story.cast.ali, at=START)
