"""The append-only log: salted commitments, their order, and the published tree heads."""

from __future__ import annotations

from django.db import models


class Leaf(models.Model):
    """One entry. Inserted without an index by the business transaction; the sequencer gives the index.

    The primary key counts insertions, so pending leaves are taken in the order in which they came.
    """

    shard = models.PositiveSmallIntegerField(help_text="Year of the shard")
    index = models.PositiveBigIntegerField(null=True, help_text="Contiguous from 0; null while pending")
    kind = models.CharField(max_length=40)
    data = models.BinaryField(help_text="The exact bytes that the tree hashes: digests and kind, never names")
    hash = models.BinaryField(max_length=32, help_text="RFC 6962 leaf hash, SHA-256(0x00 || data)")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["shard", "index"]
        constraints = [models.UniqueConstraint(fields=["shard", "index"], name="ledger_leaf_one_index")]
        indexes = [models.Index(fields=["shard"], condition=models.Q(index=None), name="ledger_leaf_pending")]

    def __str__(self) -> str:
        return f"{self.shard}/{self.index if self.index is not None else 'pending'}"


class Salt(models.Model):
    """The salt of one commitment, apart so that it can be erased under the personal-information law."""

    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, primary_key=True, related_name="salt")
    value = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"salt of {self.leaf_id}"


class TreeHead(models.Model):
    """Size and root of one shard at one moment, as published."""

    shard = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    peaks = models.BinaryField(help_text="Roots of the complete subtrees, largest first, 32 bytes each")
    checkpoint = models.TextField(help_text="C2SP signed note")
    at = models.DateTimeField()

    class Meta:
        ordering = ["shard", "size"]
        constraints = [models.UniqueConstraint(fields=["shard", "size"], name="ledger_head_one_per_size")]

    def __str__(self) -> str:
        return f"{self.shard}@{self.size}"
