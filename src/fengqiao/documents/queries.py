"""Read papers."""

from __future__ import annotations

from fengqiao.cases.actors import PARTY_ROLES, Actor
from fengqiao.cases.looks import once
from fengqiao.cases.models import Case
from fengqiao.documents.blocks import Block, blocks_of, plain_text
from fengqiao.documents.models import Document
from fengqiao.documents.papers import closed_to
from fengqiao.documents.tasks import preview


@once
def latest(case: Case, kind: str) -> Document | None:
    """The version in force of a paper, printed or not."""
    return case.documents.filter(kind=kind).exclude(state=Document.State.VOID).order_by("-version").first()


@once
def papers_in_force(case: Case) -> list[Document]:
    """Every paper of a case that is not void, oldest first; pages ask ``visible_documents``."""
    return list(case.documents.exclude(state=Document.State.VOID).select_related("blob").order_by("issued_at", "pk"))


def visible_documents(case: Case, actor: Actor) -> list[Document]:
    """Papers in force that the actor may read: officers all, parties what is released to them, strangers none.

    A paper of confidential talks names its readers; no other officer reads it (在线调解规则第18条).
    """
    if not actor.roles:
        return []
    closed, officer = closed_to(actor.roles), actor.roles - PARTY_ROLES
    open_to_actor = [document for document in papers_in_force(case) if document.kind not in closed]
    return [document for document in open_to_actor if officer or document.released_at]


def words(document: Document) -> tuple[Block, ...]:
    """The words of the paper; of one that still waits for the printer as they will be printed."""
    return blocks_of(document.blocks) if document.blocks else preview(document).blocks


def text_of(document: Document) -> str:
    """The whole text that a person reads and assents to."""
    return plain_text(words(document))
