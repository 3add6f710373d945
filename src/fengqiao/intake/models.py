"""Applications that are not sent yet."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from fengqiao.cases.models import Dispute
from fengqiao.files.models import Blob
from fengqiao.ledger.models import Leaf
from fengqiao.people.fields import EncryptedTextField


class Draft(models.Model):
    """What a person has typed so far, exactly as typed, right or wrong. Closed by the dispute that it became."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="drafts")
    client = models.CharField(max_length=64, blank=True, help_text="Keyed digest of the network address")
    resume_digest = models.CharField(max_length=64, blank=True)
    phone = EncryptedTextField(blank=True, help_text="Number that must be proven to go on from another device")
    type_code = models.CharField(max_length=60, blank=True)
    typed = EncryptedTextField(default="{}", help_text="JSON: for each page, field and text")
    authority = models.ForeignKey(
        Blob, models.PROTECT, null=True, blank=True, related_name="+", help_text="Paper of whoever applies for another"
    )
    step = models.CharField(max_length=20, blank=True, help_text="Page that was last sent")
    dispute = models.OneToOneField(Dispute, models.PROTECT, null=True, blank=True, related_name="draft")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["resume_digest"], condition=~Q(resume_digest=""), name="intake_resume_code_once"
            )
        ]
        indexes = [models.Index(fields=["client", "created_at"]), models.Index(fields=["expires_at"])]

    def __str__(self) -> str:
        return str(self.id)


class DraftFile(models.Model):
    """A file that was put to a draft; its digest is in the ledger since then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    blob = models.OneToOneField(Blob, models.PROTECT, related_name="+")
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    proves = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "position"]
        constraints = [models.UniqueConstraint(fields=["draft", "position"], name="intake_file_position_once")]

    def __str__(self) -> str:
        return self.blob.name
