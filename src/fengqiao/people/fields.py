"""Columns that hold identity and contact data: encrypted at rest, found by a keyed index."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys])


def box() -> MultiFernet:
    """Return the cipher of the configured keys (AES-128-CBC with HMAC; newest key encrypts, all decrypt)."""
    return _box(tuple(settings.FIELD_KEYS))


def blind_index(value: str) -> str:
    """Return a keyed digest by which an encrypted value can be looked up; empty for an empty value."""
    if not value:
        return ""
    # The oldest key stays the index key: rotating it would need a rebuild of every index.
    key = hashlib.sha256(b"index:" + settings.FIELD_KEYS[-1].encode()).digest()
    return hmac.new(key, value.strip().upper().encode(), "sha256").hexdigest()


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database and plain in Python."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return box().encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return box().decrypt(value.encode()).decode() if value else value


class BlindIndexField(models.CharField):
    """Keyed digest of another column, written whenever the row is (``bulk_create`` too)."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"max_length": 64, "blank": True, "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        """Name the column that is indexed in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Compute the digest from the plain value."""
        value = blind_index(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value
