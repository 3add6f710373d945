"""The job that prints papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from fengqiao.documents.blocks import normalised, plain_text
from fengqiao.documents.models import Document
from fengqiao.documents.papers import Printed, Sheet, paper, render
from fengqiao.documents.pdf_text import pdf_text_of
from fengqiao.documents.typesetting import PaperError
from fengqiao.files.store import keep
from fengqiao.textkit.codes import shown

Hook = Callable[[Document, datetime], None]
_hooks: list[Hook] = []


def after_render(hook: Hook) -> Hook:
    """Register what a higher layer does with every printed paper, in the transaction that stores it."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


@task
def render_document(document_id: str) -> None:
    """Print a drafted paper once; a second run, or a run after a kill in the middle, finds nothing left to do."""
    print_document(Document.objects.select_related("case__dispute").get(pk=document_id), at=timezone.now())


def print_document(document: Document, *, at: datetime) -> bool:
    """Print a drafted paper and store it; False when it was printed or voided meanwhile."""
    if document.state != Document.State.DRAFTED:
        return False
    declared = paper(document.kind)
    printed = preview(document)
    if normalised(pdf_text_of(printed.pdf)) != normalised(plain_text(printed.blocks)):
        raise PaperError(f"{document.kind}: the printed text is not the text of the page.")
    with transaction.atomic():
        blob = keep(printed.pdf, f"{document.title}.pdf", "application/pdf", at=at)
        won = Document.objects.filter(pk=document.pk, state=Document.State.DRAFTED).update(
            state=Document.State.RENDERED,
            blob=blob,
            sha256=blob.sha256,
            template_digest=declared.digest,
            blocks=[asdict(block) for block in printed.blocks],
            anchors=[asdict(anchor) for anchor in printed.anchors],
        )
        if not won:
            transaction.set_rollback(True)
            return False
        document.refresh_from_db()
        for hook in (*_hooks, *declared.after_render):
            hook(document, at)
    return True


def preview(document: Document) -> Printed:
    """The paper as it is printed, without storing anything (about 20 ms)."""
    return render(paper(document.kind), document.fields, sheet_of(document), at=document.issued_at)


def sheet_of(document: Document) -> Sheet:
    """What stands round the words of this paper."""
    code = document.case.dispute.code
    return Sheet(
        case_code=shown(code),
        check_url=f"{settings.BASE_URL}/v/{code}",
        demo=settings.DEMO,
        author=document.case.organisation.name if document.case.organisation else settings.COURT["name"],
    )


def resume_printing() -> int:
    """Enqueue the job again for every paper that still waits, such as after a worker was killed; return how many."""
    waiting = list(Document.objects.filter(state=Document.State.DRAFTED).values_list("pk", flat=True))
    for pk in waiting:
        render_document.enqueue(str(pk))
    return len(waiting)
