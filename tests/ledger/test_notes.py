"""Signed notes as the published test vectors write them."""

from __future__ import annotations

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from law.shared import SHARED

from fengqiao.ledger.notes import BadNote, Verifier, checkpoint_text, open_note, read_checkpoint, sign

ROOT = bytes(range(32))


@pytest.fixture(scope="module")
def published() -> dict:
    """Notes of golang.org/x/mod/sumdb/note."""
    path = SHARED / "vectors/tlog/signed_note.json"
    if not path.exists():
        pytest.skip(f"shared vectors not found: {path}")
    return json.loads(path.read_text())


def test_a_note_is_signed_byte_for_byte_as_published(published: dict) -> None:
    encoded = published["keys"]["peter_skey"].split("+", 4)[4]
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(encoded)[1:])
    expected = next(case for case in published["cases"] if case["id"] == "sign-deterministic")["expect_note"]
    assert sign(published["text"], "PeterNeumann", key) == expected
    assert open_note(expected, Verifier.read(published["keys"]["peter_vkey"])) == published["text"]


def test_bad_verifier_keys_are_refused(published: dict) -> None:
    good = published["keys"]["peter_vkey"]
    for bad in [*published["bad_vkeys"], *(good[:length] for length in range(len(good)))]:
        with pytest.raises(BadNote):
            Verifier.read(bad)


def test_a_changed_text_is_refused() -> None:
    key = Ed25519PrivateKey.generate()
    note = sign(checkpoint_text("log/2026", 7, ROOT), "log/2026", key)
    with pytest.raises(BadNote, match="does not fit"):
        open_note(note.replace("\n7\n", "\n8\n"), Verifier("log/2026", key.public_key()))


def test_a_checkpoint_reads_back() -> None:
    assert read_checkpoint(checkpoint_text("log/2026", 7, ROOT)) == ("log/2026", 7, ROOT)


@pytest.mark.parametrize("text", ["", "log\n07\nAAAA\n", "log\n7\nAAAA\n", "log\n-1\n\n", "log\n7\n%%\n"])
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        read_checkpoint(text)
