"""What the demo gateways sent: shown on a demo page instead of leaving the house."""

from __future__ import annotations

from django.db import models


class DemoMessage(models.Model):
    """One message that a demo gateway accepted."""

    channel = models.CharField(max_length=10, choices=[("sms", "sms"), ("mail", "mail"), ("identity", "identity")])
    to = models.CharField(max_length=120)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
