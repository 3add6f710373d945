"""Messages to the people of a case, each with a short code that a public page verifies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Participation, Telling


class Message(models.Model):
    """One message to one participant. It keeps its code on every channel and every try."""

    class Channel(models.TextChoices):
        SMS = "sms", _("text message")
        MAIL = "mail", _("e-mail")
        IN_APP = "in_app", _("on the platform")

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be sent")
        ACCEPTED = "accepted", _("sent")
        FAILED = "failed", _("could not be sent")

    code = models.CharField(_("short code"), max_length=8, unique=True)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="messages")
    telling = models.OneToOneField(Telling, models.PROTECT, null=True, blank=True, related_name="message")
    kind = models.CharField(max_length=80, help_text="Step or occasion: mediation.take_on, delivery")
    channel = models.CharField(max_length=10, choices=Channel.choices, help_text="The one in use now")
    summary = models.TextField(help_text="What happened and what to do, for the list on the platform")
    text = models.TextField(help_text="As sent; names masked")
    leads_to = models.CharField(max_length=200, blank=True, help_text="Address inside the platform")
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(help_text="Later than created at night")
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="A worker is handing it over since then")
    sent_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    failures = models.JSONField(default=list, help_text="[{channel, reason, at}], never an address")
    handled_at = models.DateTimeField(null=True, blank=True, help_text="A clerk has seen to the failure")
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="accepted") | Q(sent_at__isnull=False), name="notices_sent_dated")
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state="queued"), name="notices_waiting"),
            models.Index(fields=["participation", "opened_at"]),
        ]

    def __str__(self) -> str:
        return self.code
