"""Read the state of signatures."""

from __future__ import annotations

from datetime import datetime

from fengqiao.documents.models import Document
from fengqiao.documents.papers import signature_blocks
from fengqiao.documents.queries import text_of
from fengqiao.files.store import read
from fengqiao.people.models import Person
from fengqiao.signing.check import Verdict, check_pdf
from fengqiao.signing.keys import authority
from fengqiao.signing.models import SigningRequest

SIGNED = (SigningRequest.State.ASSENTED, SigningRequest.State.APPLIED)


def requests_of(document: Document) -> list[SigningRequest]:
    """The requests in force, in signing order."""
    requests = document.signing_requests.exclude(state=SigningRequest.State.VOID)
    return list(requests.select_related("person", "participation", "document"))


def request_for(document: Document, person: Person) -> SigningRequest | None:
    """The first request that this person still has to answer for this paper, else the latest answered one."""
    mine = [request for request in requests_of(document) if request.person_id == person.pk]
    waiting = [request for request in mine if request.state == SigningRequest.State.WAITING]
    return next(iter(waiting or mine[::-1]), None)


def fully_assented(document: Document) -> bool:
    """Whether every person whom the paper names has signed (the file may still be catching up)."""
    persons = {place.field for place in signature_blocks(document.fields) if place.kind == "person"}
    signed = document.signing_requests.filter(state__in=SIGNED).values_list("field", flat=True)
    return persons <= set(signed)


def last_assent(document: Document) -> datetime | None:
    """When the last of the signatures so far was given: the time of effect where the rule is "all have signed"."""
    signed = document.signing_requests.filter(state__in=SIGNED)
    return signed.order_by("-assented_at").values_list("assented_at", flat=True).first()


def verdict_on(document: Document, *, at: datetime) -> Verdict:
    """The verdict on the paper's present file, against the text that was confirmed."""
    if document.blob is None:
        return check_pdf(b"", trust=[])
    return check_pdf(read(document.blob), trust=[authority().root], expected_text=text_of(document), at=at)
