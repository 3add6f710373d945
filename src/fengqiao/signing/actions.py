"""Ask for signatures, take assents, void them. An assent is a record at once; the file is signed by a job."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from fengqiao.cases.models import Participation
from fengqiao.documents.blocks import normalised
from fengqiao.documents.models import Document
from fengqiao.documents.papers import signature_blocks
from fengqiao.documents.queries import text_of
from fengqiao.files.store import keep
from fengqiao.people.models import Person
from fengqiao.signing.handwriting import Handwriting
from fengqiao.signing.models import SigningRequest
from fengqiao.signing.tasks import apply_signatures
from fengqiao.signing.tokens import TokenRefused, live_token

WAITING = SigningRequest.State.WAITING


@dataclass(frozen=True)
class Signer:
    """Who signs in which field of the paper."""

    field: str
    person: Person
    participation: Participation | None = None


class AssentRefused(Exception):
    """The assent was not taken; the text says why and what to do, in the person's language."""


class AlreadySigned(AssentRefused):
    """Somebody (the same person on another device) was first; nothing was done twice."""


def request_signatures(document: Document, signers: Sequence[Signer], *, at: datetime) -> list[SigningRequest]:
    """Ask each signer for the signature in his field; asking again for the same field changes nothing.

    Labels, names and order come from the paper. Raises ValueError for a field that the paper does not have.
    """
    places = {place.field: place for place in signature_blocks(document.fields) if place.kind == "person"}
    if unknown := [signer.field for signer in signers if signer.field not in places]:
        raise ValueError(f"{document.kind} has no place for {', '.join(unknown)}.")
    requests = []
    for signer in signers:
        place = places[signer.field]
        request, _new = SigningRequest.objects.exclude(state=SigningRequest.State.VOID).get_or_create(
            document=document,
            field=signer.field,
            defaults={
                "person": signer.person,
                "participation": signer.participation,
                "signer_label": place.label,
                "signer_name": place.name,
                "order_group": place.group,
                "document_digest": document.content_digest,
                "requested_at": at,
            },
        )
        requests.append(request)
    return requests


def text_digest(document: Document) -> str:
    """Digest of the text that the signing page shows; the form sends it back, so that nobody signs another text."""
    return hashlib.sha256(normalised(text_of(document)).encode()).hexdigest()


def assent(
    request: SigningRequest,
    *,
    shown: str,
    method: str,
    at: datetime,
    token: str | None = None,
    drawing: Handwriting | None = None,
) -> SigningRequest:
    """Record the assent of the person of ``request`` and have the file signed by a job.

    ``shown`` is the `text_digest` of the page. With ``token`` the link is used up in the same stroke; without it the
    caller vouches for the person (a session on a bound device). Of two assents at once exactly one counts.
    Raises `AssentRefused` (changed text, not yet one's turn, no drawing), `AlreadySigned`, `TokenRefused`.
    """
    if method == SigningRequest.Method.HANDWRITING and drawing is None:
        raise AssentRefused(_("There is no signature yet. Please write your name in the squares."))
    with transaction.atomic():
        _open_for(request, shown)
        image = keep(drawing.data, "signature", drawing.media_type, at=at) if drawing else None
        free = Q(pk=request.pk, state=WAITING, document_digest=request.document.content_digest)
        won = SigningRequest.objects.filter(free & live_token(token, at) if token is not None else free).update(
            state=SigningRequest.State.ASSENTED,
            assented_at=at,
            method=method,
            image=image,
            text_digest=shown,
            token_used_at=at if token is not None else None,
        )
        if not won:
            raise _lost(request, token)
        apply_signatures.enqueue(str(request.document_id))
    request.refresh_from_db()
    return request


def void_assents(document: Document) -> list[SigningRequest]:
    """Void every request and assent of a paper (its text is edited); return those who had signed, to tell them."""
    with transaction.atomic():
        requests = SigningRequest.objects.filter(document=document).exclude(state=SigningRequest.State.VOID)
        signed = list(requests.exclude(state=WAITING).select_related("person", "participation"))
        requests.update(state=SigningRequest.State.VOID, token_hash=None, token_expires_at=None)
    return signed


def _open_for(request: SigningRequest, shown: str) -> None:
    document = Document.objects.get(pk=request.document_id)
    if document.state == Document.State.VOID or document.content_digest != request.document_digest:
        raise AssentRefused(_("The paper was changed in the meantime. Please read the new version before signing."))
    if shown != text_digest(document):
        raise AssentRefused(_("The text on your page is not the present one. Reload the page and read it again."))
    before = SigningRequest.objects.filter(document=document, order_group__lt=request.order_group, state=WAITING)
    if before.exists():
        names = "、".join(before.values_list("signer_name", flat=True))
        raise AssentRefused(_("It is not your turn yet. Still to sign before you: %(names)s.") % {"names": names})


def _lost(request: SigningRequest, token: str | None) -> AssentRefused | TokenRefused:
    state = SigningRequest.objects.values_list("state", flat=True).get(pk=request.pk)
    if state in (SigningRequest.State.ASSENTED, SigningRequest.State.APPLIED):
        return AlreadySigned(_("You have already signed this paper. Nothing was done twice."))
    return TokenRefused() if token is not None else AssentRefused(_("This signature is not asked for any more."))
