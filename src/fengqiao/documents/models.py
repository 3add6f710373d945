"""Papers of a case: what they say, what they were printed from, which file they are."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Case
from fengqiao.files.models import Blob


class Document(models.Model):
    """One version of a paper. A row from the step that issues it; the file follows by a job."""

    class State(models.TextChoices):
        DRAFTED = "drafted", _("being printed")
        RENDERED = "rendered", _("ready")
        VOID = "void", _("void")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10, default="zh-hans")
    title = models.CharField(_("title"), max_length=120)
    number = models.CharField(_("number"), max_length=60, blank=True)
    fields = models.JSONField(help_text="What the template gets; identity numbers masked")
    content_digest = models.CharField(max_length=64, help_text="SHA-256 of kind, version, fields: what is assented to")
    template_digest = models.CharField(max_length=64, help_text="Template and layout that gave words and shape")
    blocks = models.JSONField(default=list, help_text="The words as printed, in order")
    anchors = models.JSONField(default=list, help_text="Where signatures belong")
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="documents")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Digest of the present file; grows with signatures")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.CharField(max_length=80, help_text="Step that issued it")
    released_at = models.DateTimeField(null=True, blank=True, help_text="From here on the parties may read it")
    void_reason = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["case", "kind", "version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "version"], name="documents_version_once"),
            models.CheckConstraint(
                condition=~Q(state="rendered") | Q(blob__isnull=False), name="documents_rendered_has_file"
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state="drafted"), name="documents_waiting")]

    def __str__(self) -> str:
        return f"{self.title} {self.number or self.version}"
