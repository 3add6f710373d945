"""Who has to sign what, who has assented, and which device belongs to whom for a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Case, Participation
from fengqiao.documents.models import Document
from fengqiao.files.models import Blob


class SigningRequest(models.Model):
    """One person asked to sign one paper. The assent counts at once; the signature in the file follows by a job."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the signature")
        ASSENTED = "assented", _("signed, being put into the file")
        APPLIED = "applied", _("signed")
        VOID = "void", _("void")

    class Method(models.TextChoices):
        HANDWRITING = "handwriting", _("by hand")
        CODE = "code", _("by code")

    document = models.ForeignKey(Document, models.PROTECT, related_name="signing_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signing_requests")
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="signing_requests"
    )
    signer_label = models.CharField(max_length=60, help_text="Role over the signature: 申请人, 调解员")
    signer_name = models.CharField(max_length=120, help_text="As printed: 周博文（代）")
    field = models.CharField(max_length=60)
    order_group = models.PositiveSmallIntegerField(default=1, help_text="A group signs when every lower one has")
    document_digest = models.CharField(max_length=64, help_text="Content digest of the paper asked about")
    text_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the text shown at assent")
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    token_expires_at = models.DateTimeField(null=True, blank=True)
    token_used_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    requested_at = models.DateTimeField()
    assented_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(max_length=12, choices=Method.choices, blank=True)
    image = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    certificate = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the certificate in the file")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document", "order_group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "field"], condition=~Q(state="void"), name="signing_field_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "void"]) | Q(assented_at__isnull=False), name="signing_assent_dated"
            ),
        ]
        indexes = [models.Index(fields=["person", "state"])]

    def __str__(self) -> str:
        return f"{self.signer_label} {self.signer_name}"


class DeviceBinding(models.Model):
    """A browser that proved by SMS code to be this person's, for one case and for a time."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="devices")
    case = models.ForeignKey(Case, models.PROTECT, related_name="devices")
    key_hash = models.CharField(max_length=64, unique=True)
    bound_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "case"])]

    def __str__(self) -> str:
        return f"device {self.pk}"
