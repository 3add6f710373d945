"""One sequencer gives pending leaves their place in the log and signs the new tree head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.db import connection, transaction

from fengqiao.ledger import keys
from fengqiao.ledger.merkle import CompactRange, leaf_hash
from fengqiao.ledger.models import Leaf, TreeHead
from fengqiao.ledger.notes import checkpoint_text, open_note, read_checkpoint, sign

LOCK = 0x6665_6E67_7169
"""Number of the advisory lock; only its being the same everywhere matters."""
BATCH = 5_000


class Corrupt(Exception):
    """Stored bytes do not give the stored hashes; nothing is signed until an operator has looked."""


def sequence(at: datetime, limit: int = BATCH) -> int:
    """Give up to ``limit`` pending leaves their indices, in insertion order, and return how many.

    One transaction under a lock that both databases know. Raises Corrupt before anything is signed
    when the leaves or the last head do not stand up to the self-check.
    """
    with transaction.atomic():
        _only_one()
        pending = list(Leaf.objects.filter(index=None).order_by("pk")[:limit])
        pending.sort(key=lambda leaf: leaf.shard)  # stable: insertion order stays within a shard
        for shard, leaves in groupby(pending, key=lambda leaf: leaf.shard):
            _append(shard, list(leaves), at)
    return len(pending)


def last_head(shard: int) -> TreeHead | None:
    """Return the newest signed tree head of a shard."""
    return TreeHead.objects.filter(shard=shard).order_by("-size").first()


def _only_one() -> None:
    """Wait until no other sequencer is at work. SQLite has one writer: BEGIN IMMEDIATE is the lock there."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _append(shard: int, leaves: Sequence[Leaf], at: datetime) -> None:
    head = last_head(shard)
    old = _checked(shard, head)
    _give_indices(leaves, old.size)
    stored = _stored_hashes(shard, old.size, len(leaves))
    new = old.extended(bytes(leaf.hash) for leaf in leaves)
    if new.root != old.root_with(stored):
        raise Corrupt(f"shard {shard}: two ways to the root of {new.size} leaves disagree")
    name = keys.origin(shard)
    key = keys.signing_key(shard, first=head is None)
    TreeHead.objects.create(
        shard=shard,
        size=new.size,
        root=new.root,
        peaks=b"".join(new.peaks),
        checkpoint=sign(checkpoint_text(name, new.size, new.root), name, key),
        at=at,
    )


def _checked(shard: int, head: TreeHead | None) -> CompactRange:
    """Return the tree so far, after its peaks were folded to the root that the last checkpoint signed."""
    if head is None:
        return CompactRange()
    signed = read_checkpoint(open_note(head.checkpoint, keys.verifier(shard)))
    old = CompactRange.from_bytes(head.size, bytes(head.peaks))
    if signed != (keys.origin(shard), old.size, old.root) or old.root != bytes(head.root):
        raise Corrupt(f"shard {shard}: the head of {head.size} leaves is not what its checkpoint signed")
    return old


def _give_indices(leaves: Sequence[Leaf], start: int) -> None:
    rows = [(start + place, leaf.pk) for place, leaf in enumerate(leaves)]
    with connection.cursor() as cursor:
        cursor.executemany('UPDATE ledger_leaf SET "index" = %s WHERE id = %s AND "index" IS NULL', rows)


def _stored_hashes(shard: int, start: int, count: int) -> list[bytes]:
    """Read the batch back and return its hashes computed from the stored bytes."""
    rows = Leaf.objects.filter(shard=shard, index__gte=start).order_by("index").values_list("index", "data", "hash")
    hashes = []
    for place, (index, data, stored) in enumerate(rows):
        computed = leaf_hash(bytes(data))
        if index != start + place or computed != bytes(stored):
            raise Corrupt(f"shard {shard}: leaf {index} does not have the hash of its bytes")
        hashes.append(computed)
    if len(hashes) != count:
        raise Corrupt(f"shard {shard}: {count} leaves were numbered, {len(hashes)} are there")
    return hashes
