"""Keys of API clients, and answers kept so that a repeated request does not act twice."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.db import models

SCOPES = ("cases:read", "cases:act")


class Token(models.Model):
    """A key that acts as one person within scopes. Only its digest is stored."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def digest_of(key: str) -> str:
        """Return the digest under which a key is stored."""
        return hashlib.sha256(key.encode()).hexdigest()

    @staticmethod
    def new_key() -> str:
        """Return a fresh key of 256 bits."""
        return f"fq_{secrets.token_urlsafe(32)}"


class KeptAnswer(models.Model):
    """The answer to a request with an ``Idempotency-Key``, given again when the same request comes again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="api_answer_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
