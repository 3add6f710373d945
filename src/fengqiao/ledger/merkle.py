"""The hash tree of RFC 6962: pure arithmetic over bytes, no database, no clock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of one leaf: SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes by the definition of RFC 6962 section 2.1: split at the largest power of two."""
    if not hashes:
        return EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(root(hashes[:split]), root(hashes[split:]))


@dataclass(frozen=True, slots=True)
class CompactRange:
    """A tree of ``size`` leaves by the roots of its complete subtrees, largest (leftmost) first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.peaks) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has {self.size.bit_count()} peaks, not {len(self.peaks)}")

    @classmethod
    def from_bytes(cls, size: int, joined: bytes) -> CompactRange:
        """Return the range that ``joined`` (peaks of 32 bytes one after the other) describes."""
        return cls(size, tuple(joined[at : at + 32] for at in range(0, len(joined), 32)))

    def extended(self, hashes: Iterable[bytes]) -> CompactRange:
        """Return the range after more leaf hashes, in order."""
        size, peaks = self.size, list(self.peaks)
        for hash_ in hashes:
            peaks.append(hash_)
            size += 1
            for _full in range((size & -size).bit_length() - 1):
                right = peaks.pop()
                peaks[-1] = node_hash(peaks[-1], right)
        return CompactRange(size, tuple(peaks))

    @property
    def root(self) -> bytes:
        """Return the root of the whole tree."""
        if not self.peaks:
            return EMPTY_ROOT
        folded = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            folded = node_hash(peak, folded)
        return folded

    def root_with(self, hashes: Sequence[bytes]) -> bytes:
        """Return the root after more leaf hashes, top down: a second path beside ``extended``.

        Complete subtrees of the old tree are taken from the peaks, everything else from ``hashes``.
        """
        known, start = {}, 0
        for peak in self.peaks:
            width = 1 << ((self.size - start).bit_length() - 1)
            known[start, width] = peak
            start += width
        total = self.size + len(hashes)
        return _top_down(0, total, known, hashes, self.size) if total else EMPTY_ROOT


def _top_down(
    start: int, width: int, known: dict[tuple[int, int], bytes], hashes: Sequence[bytes], offset: int
) -> bytes:
    if (start, width) in known:
        return known[start, width]
    if width == 1:
        return hashes[start - offset]
    split = 1 << ((width - 1).bit_length() - 1)
    return node_hash(
        _top_down(start, split, known, hashes, offset),
        _top_down(start + split, width - split, known, hashes, offset),
    )
