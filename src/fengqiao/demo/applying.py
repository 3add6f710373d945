"""Opens the case of a tale as its applicant does: a draft, its pages, evidence, consents, and the sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from fengqiao import gateways
from fengqiao.cases.models import Case, Representation
from fengqiao.cases.standing import AGENT as FOR_AGENT
from fengqiao.cases.standing import CHILD, COMPANY, GENERAL, SPECIAL
from fengqiao.cases.standing import HEAD as AS_HEAD
from fengqiao.demo.authority import picture_of, power_of_attorney
from fengqiao.demo.people import id_number
from fengqiao.demo.plot import GUARDIAN, HEAD, Party, Tale
from fengqiao.files.models import Blob
from fengqiao.intake.actions import add_file, begin, choose_kind, choose_whom, keep, submit
from fengqiao.intake.forms import ESCAPE
from fengqiao.intake.models import Draft
from fengqiao.people.models import Organisation, Person

PAPERS = ("notices", "rulings", "later_instances")
CONSENTS = ("truth", "online_mediation", "sensitive_data", "electronic_delivery", "online_confirmation")


def apply(
    tale: Tale,
    code: str,
    people: Mapping[str, Person],
    companies: Mapping[str, Organisation],
    body: Organisation,
    at: datetime,
) -> Case:
    """Fill the draft page by page and send it; the case gets the code and the body of the tale."""
    applicant = people[tale.applicant.login]
    draft = begin(client=f"demo {tale.key}", person=applicant, at=at)
    keep(draft, "story", {"story": [tale.story]}, at=at)
    choose_kind(draft, tale.kind, at=at)
    answers = tale.answers or {"problem": ESCAPE, "received": ESCAPE}
    keep(draft, f"questions:{tale.kind}", {name: [text] for name, text in answers.items()}, at=at)
    keep(draft, "ask", _other_side(tale, people, companies), at=at)
    keep(draft, "request", {"request": [tale.request]}, at=at)
    if tale.applicant.kind:
        _stand(draft, tale.applicant, people, companies, at)
    for title, lines, proves in tale.evidence:
        add_file(draft, f"{title}.png", picture_of(title, lines), proves=proves, at=at)
    keep(draft, "check", {**{name: ["on"] for name in CONSENTS}, "documents": list(PAPERS)}, at=at)
    return submit(draft, applicant, at=at, gateway=gateways.identity(), body=body, code=code)


def paper_of(principal: str, agent: str, party: Party, *, at: datetime) -> Blob:
    """Return the authority's picture; whoever stands for the same side in two stories uploads the same one."""
    known = Representation.objects.filter(
        participation__name=principal, person__name=agent, kind=party.kind, special_authority=party.special
    ).exclude(authority=None)
    found = known.select_related("authority").first()
    if found and found.authority:
        return found.authority
    return power_of_attorney(principal, agent, party.kind, special=party.special, at=at)


def _other_side(
    tale: Tale, people: Mapping[str, Person], companies: Mapping[str, Organisation]
) -> dict[str, Sequence[str]]:
    party = tale.respondent
    company, person = companies.get(party.company), people[party.login]
    return {
        "name": [company.name if company else person.name],
        "contact": [person.phone],
        "credit_code": [company.credit_code if company else ""],
        "wish": [_wish(tale)],
        "amount": [tale.amount],
    }


def _wish(tale: Tale) -> str:
    if tale.kind == "online_shopping":
        return "return_refund" if "退货" in tale.request else "refund"
    return "refund_unused" if any(word in tale.request for word in ("未", "剩", "后半年")) else "refund_all"


def _stand(
    draft: Draft, party: Party, people: Mapping[str, Person], companies: Mapping[str, Organisation], at: datetime
) -> None:
    """Say for whom the applicant stands, and upload the paper unless it is known."""
    whom = COMPANY if party.company else CHILD if party.kind == GUARDIAN else FOR_AGENT
    choose_whom(draft, whom, at=at)
    scope = AS_HEAD if party.kind == HEAD else SPECIAL if party.special else GENERAL
    typed = {"acts_as": [scope]}
    if company := companies.get(party.company):
        name, typed = company.name, {**typed, "credit_code": [company.credit_code]}
    else:
        known = people.get(party.stands_for)
        name = known.name if known else party.stands_for
        typed["id_number"] = [known.id_number if known else id_number(party.born, 900)]
        typed["relation"] = [Representation.Relation.PARENT.value]
    keep(draft, f"for:{whom}", {**typed, "name": [name]}, at=at)
    if party.kind != HEAD or party.paper:
        draft.authority = paper_of(name, people[party.login].name, party, at=at)
        draft.save(update_fields=["authority"])
