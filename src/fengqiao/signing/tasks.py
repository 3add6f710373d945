"""The jobs that put signatures into files: one by one, in the order of the assents, never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from fengqiao.documents.models import Document
from fengqiao.documents.papers import Anchor, signature_blocks
from fengqiao.files.models import Blob
from fengqiao.files.store import keep, read
from fengqiao.signing.handwriting import stored_handwriting
from fengqiao.signing.keys import authority
from fengqiao.signing.models import SigningRequest
from fengqiao.signing.pades import Field, Mark, open_fields, prepare, seal, sign

SHANGHAI = ZoneInfo("Asia/Shanghai")
METHOD_NOTES = {"handwriting": "手写签名", "code": "短信验证码确认"}
SEAL_PURPOSES = {"court": "电子专用章", "body": "调解专用章"}
MAX_SIGNATURES = 40
Hook = Callable[..., object]
_hooks: list[Hook] = []


def after_signing(hook: Hook) -> Hook:
    """Register what a higher layer does, as ``hook(document_id, at=…)``, whenever a file was brought up to date."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def prepare_fields(document: Document, at: datetime) -> None:
    """Put all empty signature fields into a freshly printed paper; part of the printing transaction."""
    anchors = [Anchor(**anchor) for anchor in document.anchors]
    if not anchors or document.blob is None:
        return
    labels = {place.field: f"{place.label} {place.name}" for place in signature_blocks(document.fields)}
    fields = [Field(anchor.field, anchor, labels.get(anchor.field, anchor.field)) for anchor in anchors]
    blob = keep(prepare(read(document.blob), fields), document.blob.name, "application/pdf", at=at)
    Document.objects.filter(pk=document.pk).update(blob=blob, sha256=blob.sha256)
    document.refresh_from_db()
    apply_signatures.enqueue(str(document.pk))


@task
def apply_signatures(document_id: str) -> None:
    """Put every assent that waits, and then the seals, into the file."""
    bring_up_to_date(document_id, at=timezone.now())
    for hook in _hooks:
        hook(document_id, at=timezone.now())


def bring_up_to_date(document_id: str, *, at: datetime) -> int:
    """Sign what is still to be signed; return how many signatures were put in.

    File and row change in one transaction by compare-and-set on the digest, so a kill in the middle leaves the file as
    it was, and of two workers one wins and the other looks again.
    """
    done = 0
    for _ in range(MAX_SIGNATURES):
        document = Document.objects.select_related("blob", "case").get(pk=document_id)
        if document.state != Document.State.RENDERED or document.blob is None:
            break
        request = _next_assent(document)
        if request is not None:
            done += _apply(document, request, at)
        elif (place := _next_seal(document)) is not None:
            done += _apply_seal(document, *place, at=at)
        else:
            break
    return done


def resume_signing() -> int:
    """Enqueue the job for every paper with assents that are not in its file, such as after a kill; return how many."""
    assented = SigningRequest.objects.filter(
        state=SigningRequest.State.ASSENTED, document__state=Document.State.RENDERED
    )
    papers = set(assented.values_list("document_id", flat=True))
    for pk in papers:
        apply_signatures.enqueue(str(pk))
    return len(papers)


def _next_assent(document: Document) -> SigningRequest | None:
    assented = document.signing_requests.filter(state=SigningRequest.State.ASSENTED)
    return assented.select_related("image").order_by("assented_at", "pk").first()


def _next_seal(document: Document) -> tuple[str, str] | None:
    """The field and body of the next seal, once every person has signed."""
    places = signature_blocks(document.fields)
    persons = {place.field for place in places if place.kind == "person"}
    applied = document.signing_requests.filter(state=SigningRequest.State.APPLIED).values_list("field", flat=True)
    if document.blob is None or not persons <= set(applied):
        return None
    still_open = set(open_fields(read(document.blob)))
    seals = [place for place in places if place.kind == "seal" and place.field in still_open]
    return (seals[0].field, seals[0].name) if seals else None


def _apply(document: Document, request: SigningRequest, at: datetime) -> int:
    assert document.blob is not None
    assert request.assented_at is not None
    local = request.assented_at.astimezone(SHANGHAI)
    note = f"{local:%Y-%m-%d %H:%M} {METHOD_NOTES[request.method]}"
    drawing = stored_handwriting(read(request.image), request.image.media_type) if request.image else None
    mark = Mark(request.signer_name, note, png=drawing.png if drawing else b"", svg=drawing.svg if drawing else "")
    credential = authority().issue(request.signer_name, request.signer_label, request.assented_at)
    pdf = sign(read(document.blob), request.field, credential, mark, at=request.assented_at, demo=settings.DEMO)
    with transaction.atomic():
        if not _replace(document, pdf, at):
            return 0
        request.state, request.applied_at = SigningRequest.State.APPLIED, at
        request.certificate = credential.fingerprint
        request.save(update_fields=["state", "applied_at", "certificate"])
    return 1


def _apply_seal(document: Document, field: str, body: str, *, at: datetime) -> int:
    assert document.blob is not None
    purpose = SEAL_PURPOSES.get(field, "电子专用章")
    pdf = seal(read(document.blob), field, authority().seal(body), purpose=purpose, at=at, demo=settings.DEMO)
    with transaction.atomic():
        return int(_replace(document, pdf, at))


def _replace(document: Document, pdf: bytes, at: datetime) -> bool:
    """Make ``pdf`` the file of the paper if it still is the file that was read; else undo everything."""
    old: Blob | None = document.blob
    blob = keep(pdf, old.name if old else "", "application/pdf", at=at)
    mine = Document.objects.filter(pk=document.pk, sha256=document.sha256, state=Document.State.RENDERED)
    if mine.update(blob=blob, sha256=blob.sha256):
        return True
    transaction.set_rollback(True)
    return False
