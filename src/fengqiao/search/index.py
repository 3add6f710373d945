"""The index: which article holds which gram, with the weight that it has there.

BM25 over characters and pairs of characters. The weight of a gram in an article is fixed when the index is built, so
that a query only adds up. ``RARITY`` raises the say of rare grams, ``K1`` and ``B`` are BM25's own.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from fengqiao.search.grams import grams, normalised

K1 = 1.5
B = 0.9
RARITY = 1.2
IN_NAME = 1
"""Times that a pair counts as said once more because it stands in the name of the article."""

Row = Mapping[str, Any]
Tell = Callable[[int], object]
Numbers: TypeAlias = "array[Any] | memoryview[Any]"


@dataclass(frozen=True, slots=True)
class Index:
    """Grams, and for each the articles that hold it (``docs``) with its weight there (``weights``).

    ``starts`` has one more entry than there are grams: the places of gram n are ``starts[n]`` to ``starts[n + 1]``.
    ``rows`` gives back the row of an article by its number.
    """

    grams: Mapping[str, int]
    starts: Numbers
    docs: Numbers
    weights: Numbers
    rows: Sequence[Row]

    def rarity(self, gram: str) -> float:
        """Return how much a gram tells articles apart; 0 for a gram of no article."""
        number = self.grams.get(gram)
        if number is None:
            return 0.0
        return rarity(self.starts[number + 1] - self.starts[number], len(self.rows))


def name_of(row: Row) -> str:
    """Return the name of the article when the row has one: ``title`` or ``name``."""
    for key in ("title", "name"):
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def rarity(holding: int, count: int) -> float:
    """Return the weight of a gram that ``holding`` of ``count`` articles hold."""
    return math.log(1 + (count - holding + 0.5) / (holding + 0.5)) ** RARITY


def build(rows: Sequence[Row], tell: Tell = lambda done: None) -> Index:
    """Return the index of the rows, each with a ``text``; ``tell`` hears now and then how many rows are done."""
    places = _Places()
    for number, row in enumerate(rows):
        places.add(number, normalised(row["text"]), normalised(name_of(row)))
        if number % 200 == 199:
            tell(200)
    tell(len(rows) % 200)
    return places.index(rows)


class _Places:
    """Collects the grams of one article after the other."""

    def __init__(self) -> None:
        self.docs: dict[str, array[int]] = {}
        self.counts: dict[str, array[float]] = {}
        self.lengths: list[int] = []

    def add(self, number: int, text: str, name: str) -> None:
        """Count the grams of one article; the pairs of its name count too, but not for its length."""
        found: Counter[str] = Counter(grams(text))
        self.lengths.append(sum(found.values()))
        found.update({gram: IN_NAME for gram in grams(name) if len(gram) > 1})
        for gram, count in found.items():
            if gram not in self.docs:
                self.docs[gram], self.counts[gram] = array("I"), array("f")
            self.docs[gram].append(number)
            self.counts[gram].append(count)

    def index(self, rows: Sequence[Row]) -> Index:
        """Turn counts into weights and return the index."""
        mean = sum(self.lengths) / max(1, len(self.lengths)) or 1.0
        damping = [K1 * (1 - B + B * length / mean) for length in self.lengths]
        starts, docs, weights = array("Q", [0]), array("I"), array("f")
        for gram in self.docs:
            here, counts = self.docs[gram], self.counts.pop(gram)
            weight = rarity(len(here), len(rows)) * (K1 + 1)
            docs.extend(here)
            weights.extend(_damped(weight, counts, here, damping))
            starts.append(len(docs))
        return Index({gram: n for n, gram in enumerate(self.docs)}, starts, docs, weights, rows)


def _damped(weight: float, counts: Iterable[float], here: Iterable[int], damping: Sequence[float]) -> Iterable[float]:
    return (weight * count / (count + damping[number]) for count, number in zip(counts, here, strict=True))
