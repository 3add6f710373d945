"""The signing key of each yearly shard, one file a year under ``KEYS_ROOT``."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from fengqiao.ledger.notes import Verifier


class KeyMissing(Exception):
    """A shard that has checkpoints lost its key; a new one would break every receipt."""


def origin(shard: int) -> str:
    """Return the name of a shard's log, which is the name of its key too."""
    return f"{settings.LEDGER_ORIGIN}/{shard}"


def key_file(shard: int) -> Path:
    """Return where the private key of a shard lies."""
    return Path(settings.KEYS_ROOT) / f"ledger-{shard}.pem"


def signing_key(shard: int, *, first: bool) -> Ed25519PrivateKey:
    """Return the private key of a shard; make it when this is the shard's ``first`` checkpoint.

    Raises KeyMissing when earlier checkpoints exist and the file does not.
    """
    path = key_file(shard)
    if not path.exists():
        if not first:
            raise KeyMissing(f"{path.name} is missing. Restore it from the backup; do not make a new one.")
        _make(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(f"{path.name} does not hold an Ed25519 key.")
    return key


def verifier(shard: int) -> Verifier:
    """Return the public key of a shard; KeyMissing when it has none."""
    return Verifier(origin(shard), signing_key(shard, first=False).public_key())


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    new = path.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    new.rename(path)
