"""Who has signed the version that is out: read from the records, which cannot be changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case, Participation
from fengqiao.cases.representation import signer_of
from fengqiao.cases.steps import records_of
from fengqiao.documents import actions as papers
from fengqiao.documents.models import Document
from fengqiao.documents.queries import latest
from fengqiao.law.delivery import day_of
from fengqiao.law.mediation import Effectiveness, Route, Signatures, effectiveness
from fengqiao.negotiation.fields import agreement_fields
from fengqiao.negotiation.models import Agreement
from fengqiao.negotiation.papers import MEDIATION_AGREEMENT
from fengqiao.people.models import Person
from fengqiao.signing.actions import AssentRefused, Signer, assent, request_signatures, void_assents

SIDES = (Participation.Side.A, Participation.Side.B)


def signed_at(case: Case) -> dict[str, datetime | None]:
    """Return when each side signed the text that went out last; None for a side that has not."""
    signed: dict[str, datetime | None] = {side.value: None for side in SIDES}
    out = False
    for record in records_of(case):
        if record.step == "mediation.draw_up":
            signed, out = dict.fromkeys(signed), True
        elif record.step == "mediation.sign" and out:
            signed[record.side] = record.at
    return signed


def paper_of(case: Case) -> Document | None:
    """Return the agreement's paper that is in force."""
    return latest(case, MEDIATION_AGREEMENT.kind)


def send_out(agreement: Agreement, mediator: Actor, *, at: datetime) -> Document:
    """Issue the paper and ask each side and the mediator for their signatures.

    Raises ``AssentRefused`` when nobody may sign for a side, and ``UnprintableText`` of the papers.
    """
    case, person = agreement.case, mediator.person
    if person is None:
        raise AssentRefused(_("A mediator signs the agreement."))
    rows = case.participations.filter(role__in=("applicant", "respondent"), until=None).select_related("person")
    signers = [Signer(f"party_{row.pk}", _hand_of(row, at), row) for row in rows.order_by("side", "pk")]
    fields = agreement_fields(agreement, person, at=at)
    document = papers.draft(case, MEDIATION_AGREEMENT.kind, fields, at=at, step="mediation.draw_up")
    papers.release(document, at=at)
    request_signatures(document, [*signers, Signer("mediator", person, mediator.participation)], at=at)
    return document


def take_back(case: Case, reason: str, *, at: datetime) -> None:
    """Void the paper that is out with every assent given to it."""
    document = paper_of(case)
    if document is not None:
        void_assents(document)
        papers.void(document, reason, at)


def give(actor: Actor, data: Mapping[str, Any], *, at: datetime) -> None:
    """Take the actor's assent to the paper that is out; ``AssentRefused`` says why not.

    ``data`` comes from the signing page: the request, the digest of the text that was read, method and drawing.
    """
    request = data.get("request")
    if request is None or actor.person is None or request.person_id != actor.person.pk:
        raise AssentRefused(_("Open the signing page, read the text, and sign there."))
    own = {row.pk for row in (actor.participation, *actor.also) if row}
    document = Document.objects.get(pk=request.document_id)
    if request.participation_id not in own or document.state == Document.State.VOID:
        raise AssentRefused(_("This text is no longer out for signature."))
    assent(
        request,
        shown=data.get("shown", ""),
        method=data.get("method", ""),
        at=at,
        token=data.get("token"),
        drawing=data.get("drawing"),
    )


def _hand_of(row: Participation, at: datetime) -> Person:
    """Return who signs for a side: whoever acts for it with a checked authority, else the party in person."""
    if signer := signer_of(row, at=at):
        return signer
    raise AssentRefused(
        _(
            "Nobody may sign for %(name)s yet: an authority is missing, not checked, or does not include settling "
            "(special authority 特别授权)."
        )
        % {"name": row.name}
    )


def effect_of(case: Case, *, at: datetime) -> Effectiveness:
    """Return since when the agreement binds, by the rule for the kind of body that mediated (T19, 人民调解法 29).

    ``at`` is the moment in which the mediator signs and the body's seal is ordered.
    """
    body = case.organisation
    route: Route = "peoples_mediation" if body and body.route == "peoples_mediation" else "court_platform"
    return effectiveness(route, Signatures(parties=signed_at(case), mediator=at, seal=at), day_of(at))
