"""What the asking party wrote for the own risk review, and the forecast that was frozen at filing."""

from __future__ import annotations

import uuid

from django.db import models

from fengqiao.cases.models import Case, Participation
from fengqiao.ledger.models import Leaf
from fengqiao.people.fields import EncryptedTextField


class RiskReview(models.Model):
    """Answers of one asking party about one case; read only through ``queries.review_of``.

    ``typed`` is kept as typed. ``frozen`` is the content whose salted digest stands in the ledger since the filing; a
    later change of the answers does not touch it. ``chance`` is empty when there were too few cases for a forecast.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    asker = models.OneToOneField(Participation, models.PROTECT, related_name="+", help_text="The asking party")
    typed = EncryptedTextField(default="{}", help_text="JSON: for each field the texts")
    changed_at = models.DateTimeField()
    frozen = EncryptedTextField(blank=True, help_text="JSON that the leaf commits to")
    frozen_at = models.DateTimeField(null=True, blank=True)
    chance = models.FloatField(null=True, blank=True, help_text="Forecast that the mediation settles the dispute")
    leaf = models.OneToOneField(Leaf, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return str(self.id)
