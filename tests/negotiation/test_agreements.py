"""The agreement: drawn up in one act, edited term by term, checked before it goes out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from cast import Cast
from story import Story

from fengqiao.negotiation.agreements import AgreementDraft, BadAgreement, TermDraft, draft_from_offer, draw_up, redraft
from fengqiao.negotiation.clauses import blocking, check
from fengqiao.negotiation.models import Agreement, Offer
from fengqiao.negotiation.wording import paper_term

TODAY = date(2026, 11, 25)
PAID = TermDraft(
    act="pay",
    debtor="b",
    amount=Decimal("3400.00"),
    due=date(2026, 12, 5),
    place="尾号 6621 的账户",
    default="另行主张。",
)


def write(story: Story, *terms: TermDraft, facts: str = "因退费发生争议。") -> Agreement:
    return draw_up(story.case, AgreementDraft(facts=facts, terms=terms), story.actor("ali"), at=story.now)


def codes(agreement: Agreement) -> list[str]:
    return [finding.code for finding in check(agreement, today=TODAY)]


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


def offer(story: Story, state: str, **more: object) -> Offer:
    return Offer.objects.create(
        case=story.case,
        round=1,
        side="b",
        by=story.cast.bowen,
        amount=Decimal("3400.00"),
        made_at=story.now,
        state=state,
        **more,
    )


def test_an_accepted_offer_becomes_the_agreement_in_one_act(story: Story) -> None:
    parts = [{"amount": "2000.00", "due": "2026-12-05"}, {"amount": "1400.00", "due": "2027-01-05"}]
    made = draft_from_offer(
        story.case, offer(story, "accepted", instalments=parts, other="解除合同"), story.actor("ali"), at=story.now
    )
    terms = [paper_term(term) for term in made.terms.all()]
    assert [term.text for term in terms] == ["被申请人向申请人支付", "解除合同。", "双方就本纠纷再无其他争议。"]
    assert terms[0].capitals == "叁仟肆佰元整"
    assert [part.capitals for part in terms[0].instalments] == ["贰仟元整", "壹仟肆佰元整"]
    assert (made.number, blocking(made, today=TODAY)) == ("（2026）枫消调字第1号", [])


def test_an_open_offer_is_not_an_agreement(story: Story) -> None:
    with pytest.raises(BadAgreement):
        draft_from_offer(story.case, offer(story, "open"), story.actor("ali"), at=story.now)


def test_a_new_draft_replaces_the_old_one_and_keeps_its_number(story: Story) -> None:
    first, second = write(story, PAID), write(story, PAID, facts="别的。")
    first.refresh_from_db()
    assert (first.state, second.version, second.number) == ("void", 2, first.number)


def test_a_version_out_for_signature_is_not_edited_but_redrafted(story: Story) -> None:
    out = write(story, PAID)
    Agreement.objects.filter(pk=out.pk).update(state="signing")
    with pytest.raises(BadAgreement):
        write(story, PAID)
    again = redraft(Agreement.objects.get(pk=out.pk), story.actor("ali"), at=story.now)
    assert (again.state, again.version, again.terms.count()) == ("draft", 2, 1)


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (TermDraft(act="pay", debtor="b", due=date(2026, 12, 5)), "no_amount"),
        (TermDraft(act="pay", debtor="b", amount=Decimal("1.00")), "no_date"),
        (TermDraft(act="pay", amount=Decimal("1.00"), due=date(2026, 12, 5)), "no_debtor"),
        (TermDraft(act="pay", debtor="b", amount=Decimal("1.00"), due=date(2026, 11, 24)), "date_past"),
        (TermDraft(act="other", text="双方离婚"), "status_relation"),
        (TermDraft(act="other", text="房屋产权归申请人"), "title"),
        (TermDraft(act="other", text="由其父母支付 200 元"), "third_party"),
        (TermDraft(act="other", text="申请人放弃投诉的权利"), "gives_up_law"),
        (TermDraft(act="other", text="尽快处理"), "vague"),
        (TermDraft(act="other", text="支付 3,400 元（叁仟伍佰元整）"), "capitals_differ"),
        (TermDraft(act="other"), "no_text"),
        (
            TermDraft(
                act="pay", debtor="b", amount=Decimal("3.00"), instalments=((Decimal("1.00"), date(2026, 12, 5)),)
            ),
            "instalments_sum",
        ),
    ],
)
def test_the_clause_checker_names_each_fault(story: Story, term: TermDraft, code: str) -> None:
    assert code in codes(write(story, PAID, term))


def test_a_whole_agreement_has_no_finding(story: Story) -> None:
    assert codes(write(story, PAID)) == []


def test_more_than_was_asked_is_worth_a_question(story: Story) -> None:
    rich = TermDraft(act="pay", debtor="b", amount=Decimal("9000"), due=date(2026, 12, 5), place="x", default="y")
    assert codes(write(story, rich)) == ["more_than_asked"]
