"""Read papers."""

from __future__ import annotations

from django.db.models import QuerySet

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.documents.blocks import Block, blocks_of, plain_text
from fengqiao.documents.models import Document
from fengqiao.documents.papers import closed_to
from fengqiao.documents.tasks import preview


def latest(case: Case, kind: str) -> Document | None:
    """The version in force of a paper, printed or not."""
    return case.documents.filter(kind=kind).exclude(state=Document.State.VOID).order_by("-version").first()


def visible_documents(case: Case, actor: Actor) -> QuerySet[Document]:
    """Papers in force that the actor may read: officers all, parties what is released to them, strangers none.

    A paper of confidential talks names its readers; no other officer reads it (在线调解规则第18条).
    """
    documents = case.documents.exclude(state=Document.State.VOID).select_related("blob")
    if not actor.roles:
        return documents.none()
    documents = documents.exclude(kind__in=closed_to(actor.roles))
    officer = actor.roles - {"applicant", "respondent"}
    return documents if officer else documents.exclude(released_at=None)


def words(document: Document) -> tuple[Block, ...]:
    """The words of the paper; of one that still waits for the printer as they will be printed."""
    return blocks_of(document.blocks) if document.blocks else preview(document).blocks


def text_of(document: Document) -> str:
    """The whole text that a person reads and assents to."""
    return plain_text(words(document))
