"""The tree against the published roots, and the two ways to a root against each other."""

from __future__ import annotations

import json

import pytest
from law.shared import SHARED

from fengqiao.ledger.merkle import EMPTY_ROOT, CompactRange, leaf_hash, node_hash, root

OWN = [leaf_hash(str(number).encode()) for number in range(70)]


@pytest.fixture(scope="module")
def published() -> dict:
    """Roots of RFC 6962 as transparency-dev publishes them."""
    path = SHARED / "vectors/tlog/rfc6962_roots.json"
    if not path.exists():
        pytest.skip(f"shared vectors not found: {path}")
    return json.loads(path.read_text())


def test_leaves_hash_as_published(published: dict) -> None:
    leaves = [leaf_hash(bytes.fromhex(text)).hex() for text in published["leaf_inputs_hex"]]
    assert leaves == published["leaf_hashes_hex"]
    assert leaf_hash(b"L123456").hex() == published["hasher"]["leaf_of_ascii_L123456"]
    assert node_hash(b"N123", b"N456").hex() == published["hasher"]["node_of_ascii_N123_N456"]


def test_every_root_is_as_published_both_ways(published: dict) -> None:
    leaves = [bytes.fromhex(text) for text in published["leaf_hashes_hex"]]
    for size, expected in enumerate(published["roots_hex_by_size"]):
        assert root(leaves[:size]).hex() == expected
        assert CompactRange().extended(leaves[:size]).root.hex() == expected


@pytest.mark.parametrize("size", range(len(OWN) + 1))
def test_a_tree_grown_in_two_batches_has_the_root_of_the_whole(size: int) -> None:
    old = CompactRange().extended(OWN[:size])
    assert old.extended(OWN[size:]).root == old.root_with(OWN[size:]) == root(OWN)


def test_a_range_survives_its_bytes() -> None:
    old = CompactRange().extended(OWN[:11])
    assert CompactRange.from_bytes(11, b"".join(old.peaks)) == old


def test_a_range_with_a_wrong_number_of_peaks_is_refused() -> None:
    with pytest.raises(ValueError, match="3 peaks"):
        CompactRange(11, (EMPTY_ROOT,))


def test_the_order_of_leaves_matters() -> None:
    assert root(OWN[:2]) != root(OWN[1::-1])
