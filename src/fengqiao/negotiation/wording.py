"""How terms and parties read in a paper: Chinese wording from typed rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from fengqiao.cases.models import Case, Participation, Representation
from fengqiao.documents.parties import Agent, Party
from fengqiao.negotiation.agreements import instalments_of
from fengqiao.negotiation.models import Term
from fengqiao.negotiation.papers import Instalment, PaperTerm
from fengqiao.people.models import Person, Post
from fengqiao.textkit.amounts import yuan_upper
from fengqiao.textkit.names import mask_id

ROLE_WORDS = {"a": "申请人", "b": "被申请人", "": "双方"}
"""Papers name the sides by their procedural role."""

REPRESENTATIVE_WORDS = {
    Representation.Kind.AGENT: "委托代理人",
    Representation.Kind.GUARDIAN: "法定代理人",
    Representation.Kind.LEGAL_REPRESENTATIVE: "法定代表人",
}


def paper_term(term: Term, words: Mapping[str, str] = ROLE_WORDS) -> PaperTerm:
    """Return a term as the paper prints it; capitals are always generated from the figures."""
    rows = instalments_of(term.instalments)
    if not rows and term.due and term.amount is not None:
        rows = ((term.amount, term.due),)
    text = opening(term, words)
    if term.amount is None and term.due:
        text = f"{text}，于{term.due.year}年{term.due.month}月{term.due.day}日前完成"
    if term.amount is None and term.place:
        text = f"{text}（{term.place}）"
    return PaperTerm(
        text=text if term.amount is not None else f"{text}。",
        amount=term.amount,
        capitals=yuan_upper(term.amount) if term.amount is not None else "",
        account=term.place if term.amount is not None else "",
        instalments=tuple(Instalment(amount, yuan_upper(amount), day) for amount, day in rows),
        default_clause=term.default,
    )


def opening(term: Term, words: Mapping[str, str] = ROLE_WORDS) -> str:
    """Return the words before the amount of a payment, or the whole of another term."""
    if term.text:
        return term.text.rstrip("。")
    if term.act == Term.Act.END_CONTRACT:
        return "双方之间的合同自本协议生效之日解除"
    creditor = {"a": "b", "b": "a", "": ""}[term.debtor]
    return f"{words[term.debtor]}向{words[creditor]}支付"


def parties_of(case: Case, *, at: datetime) -> tuple[Party, ...]:
    """Return the two sides as printed, identity numbers masked, with who acts for them."""
    rows = case.participations.filter(role__in=("applicant", "respondent")).filter(Q(until=None) | Q(until__gt=at))
    return tuple(_party(row) for row in rows.select_related("person", "organisation").order_by("side", "pk"))


def _party(row: Participation) -> Party:
    agents = tuple(
        Agent(
            name=acting.person.name,
            label=REPRESENTATIVE_WORDS[Representation.Kind(acting.kind)],
            authority="特别授权" if acting.special_authority else "",
        )
        for acting in row.representations.filter(until=None, refused_because="").select_related("person")
        if acting.kind != Representation.Kind.LEGAL_REPRESENTATIVE
    )
    role = ROLE_WORDS[row.side]
    if row.organisation:
        return Party(
            role=role,
            name=row.organisation.name,
            company=True,
            address=row.organisation.address,
            id_masked=row.organisation.credit_code,
            representative=_legal_representative(row),
            agents=agents,
        )
    person = row.person
    return Party(
        role=role,
        name=person.name if person else row.name,
        sex=_sex(person),
        born=person.birth_date if person else None,
        address=(person.address if person else "") or row.address,
        id_masked=mask_id(person.id_number) if person and person.id_number else "",
        agents=agents,
    )


def _legal_representative(row: Participation) -> str:
    acting = row.representations.filter(kind=Representation.Kind.LEGAL_REPRESENTATIVE, until=None).first()
    if acting:
        return acting.person.name
    post = Post.objects.filter(
        organisation=row.organisation, role=Post.Role.LEGAL_REPRESENTATIVE, until=None
    ).select_related("person")
    found = post.first()
    return found.person.name if found else ""


def _sex(person: Person | None) -> str:
    """Return 男 or 女 from the 17th digit of the identity number (GB 11643: odd is male)."""
    if person is None or len(person.id_number) != 18:
        return ""
    return "男" if int(person.id_number[16]) % 2 else "女"
