"""The job that sends what was promised, once the paper is sealed."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from fengqiao.delivery.models import Delivery
from fengqiao.delivery.sending import send


@task
def send_when_sealed(document_id: str) -> None:
    """Send a paper to everybody it was promised to; a run too early or twice does nothing."""
    send(document_id, at=timezone.now())


def send_waiting(at: datetime) -> int:
    """Look again at everything promised and not yet sent, such as after a worker was killed; return how many went."""
    waiting = Delivery.objects.filter(sent_at=None).values_list("document_id", flat=True).distinct()
    return sum(send(str(pk), at=at) for pk in waiting)
