"""Delivery 送达: what was promised to whom, by which ways it went, how surely it arrived, since when it counts."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Participation
from fengqiao.documents.models import Document
from fengqiao.notices.models import Message


class Delivery(models.Model):
    """One paper to one participant."""

    class Grade(models.TextChoices):
        PROMISED = "promised", _("being prepared")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", _("delivered")
        OPENED = "opened", _("opened")
        IDENTITY_CONFIRMED = "identity_confirmed", _("opened, identity confirmed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="deliveries")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="deliveries")
    promised_at = models.DateTimeField(help_text="By the step that issued the paper")
    sent_at = models.DateTimeField(null=True, blank=True, help_text="The same moment for everybody")
    electronic = models.BooleanField(default=False, help_text="Consented to electronic delivery of this kind of paper")
    effect_on = models.DateField(null=True, blank=True)
    effect_rule = models.JSONField(default=dict, help_text="Rule of law.delivery: code, zh, en, source, source_en")
    grade = models.CharField(max_length=20, choices=Grade.choices, default=Grade.PROMISED)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    copy_asked_at = models.DateTimeField(null=True, blank=True, help_text="A paper copy was asked for")
    receipt = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["promised_at", "participation__side"]
        constraints = [
            models.UniqueConstraint(fields=["document", "participation"], name="delivery_once_each"),
            models.CheckConstraint(
                condition=~Q(effect_on__isnull=False) | Q(sent_at__isnull=False), name="delivery_effect_needs_sending"
            ),
        ]
        indexes = [models.Index(fields=["document"], condition=Q(sent_at=None), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.document} to {self.participation}"


class Attempt(models.Model):
    """One way on which a paper went, or is to go. A paper attempt is a line of the clerk's queue."""

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("account on the platform")
        SMS = "sms", _("text message")
        MAIL = "mail", _("e-mail")
        PAPER = "paper", _("on paper")

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        ACCEPTED = "accepted", _("arrived in the system")
        FAILED = "failed", _("not delivered")
        POSTED = "posted", _("posted")
        RECEIVED = "received", _("received")

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="attempts")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=120, blank=True, help_text="Masked")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    at = models.DateTimeField()
    on = models.DateField(null=True, blank=True, help_text="Paper: day posted or received")
    detail = models.CharField(max_length=200, blank=True)
    copy = models.BooleanField(default=False, help_text="A copy that was asked for; does not decide the day of effect")
    message = models.OneToOneField(Message, models.PROTECT, null=True, blank=True, related_name="attempt")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(channel="paper", state__in=["queued", "posted"]), name="delivery_paper_queue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
