"""What a side puts forward to prove something: the untouched original, and how it was taken."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Dispute
from fengqiao.files.models import Blob
from fengqiao.ledger.models import Leaf


class Evidence(models.Model):
    """One item. Seen by the participants of the dispute's cases, never by strangers."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        SCREENSHOT = "screenshot", _("screenshot")
        PDF = "pdf", _("PDF")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="evidence")
    side = models.CharField(max_length=1, help_text="a or b: who put it forward")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=120)
    proves = models.CharField(_("what it shows"), max_length=300, blank=True)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="evidence")
    captured = models.JSONField(default=dict, help_text="How, device, clock source")
    at = models.DateTimeField()

    class Meta:
        ordering = ["dispute", "side", "position"]
        constraints = [models.UniqueConstraint(fields=["dispute", "side", "position"], name="evidence_position_once")]

    def __str__(self) -> str:
        return self.title
