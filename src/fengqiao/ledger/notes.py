"""Signed notes and checkpoints as C2SP writes them: text, blank line, signature lines. No database, no clock."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"


class BadNote(ValueError):
    """A note, checkpoint or key cannot be read, or its signature does not fit; the text says which."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with its name."""

    name: str
    key: Ed25519PublicKey

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand before every signature of this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.key.public_bytes_raw()).digest()[:4]

    @property
    def text(self) -> str:
        """Return the verifier key as ``name+id+key``."""
        return f"{self.name}+{self.key_id.hex()}+{_b64(ED25519 + self.key.public_bytes_raw())}"

    @classmethod
    def read(cls, text: str) -> Verifier:
        """Return the key that ``name+id+key`` describes; BadNote when any part is wrong."""
        name, plus, rest = text.partition("+")
        key_id, second, encoded = rest.partition("+")
        raw = _unb64(encoded)
        if not (name and plus and second) or len(raw) != 33 or raw[:1] != ED25519 or _has_space(name):
            raise BadNote("The verifier key is not of the form name+id+key with an Ed25519 key.")
        found = cls(name, Ed25519PublicKey.from_public_bytes(raw[1:]))
        if found.key_id.hex() != key_id:
            raise BadNote("The verifier key's id does not fit its name and key.")
        return found


def sign(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """Return the note for ``text`` with one signature; the text must end with a newline."""
    if not text.endswith("\n"):
        raise BadNote("The text of a note must end with a newline.")
    key_id = Verifier(name, key.public_key()).key_id
    return f"{text}\n— {name} {_b64(key_id + key.sign(text.encode()))}\n"


def open_note(note: str, verifier: Verifier) -> str:
    """Return the text of a note that ``verifier`` signed; BadNote otherwise."""
    text, _blank, signatures = note.rpartition("\n\n")
    for line in signatures.splitlines():
        dash, name, encoded = [*line.split(" "), "", ""][:3]
        signature = _unb64(encoded)
        if (dash, name, signature[:4]) != ("—", verifier.name, verifier.key_id):
            continue
        try:
            verifier.key.verify(signature[4:], f"{text}\n".encode())
        except InvalidSignature:
            raise BadNote(f"The signature of {name} does not fit the text.") from None
        return f"{text}\n"
    raise BadNote(f"The note carries no signature of {verifier.name}.")


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """Return the three lines that a checkpoint signs: origin, size, root."""
    return f"{origin}\n{size}\n{_b64(root)}\n"


def read_checkpoint(text: str) -> tuple[str, int, bytes]:
    """Return origin, size and root of a checkpoint text; BadNote when it is not one."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[1].isdigit() or (len(lines[1]) > 1 and lines[1][0] == "0"):
        raise BadNote("The checkpoint does not have the lines origin, size and root.")
    root = _unb64(lines[2])
    if len(root) != 32:
        raise BadNote("The root of the checkpoint does not have 32 bytes.")
    return lines[0], int(lines[1]), root


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unb64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("The note holds bytes that are not base64.") from None


def _has_space(name: str) -> bool:
    return any(letter.isspace() or letter == "+" for letter in name)
