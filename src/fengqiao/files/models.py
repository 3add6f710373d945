"""Stored bytes: never changed, never trusted, found by their digests."""

from __future__ import annotations

import uuid

from django.db import models


class Blob(models.Model):
    """One stored file. The bytes lie under ``FILES_ROOT`` by a random name; the row holds what they must be."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255, help_text="Name that the uploader gave, cleaned")
    media_type = models.CharField(max_length=80, help_text="Type found in the bytes, not the claimed one")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64)
    path = models.CharField(max_length=120, unique=True)
    preview = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="original")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.id} {self.media_type}"
