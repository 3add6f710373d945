"""A question put to an index: the articles that answer it, the best first, each with the words that decided."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from fengqiao.search.grams import asked_about, grams, normalised
from fengqiao.search.index import Index, Row
from fengqiao.search.lay_words import legal_terms
from fengqiao.search.why import reasons

LEGAL_PAIR = 0.8
LEGAL_CHARACTER = 0.56
"""Weight of a pair, and of a character, of a legal term that was added for a lay word; own words weigh 1."""

LONGEST = 2_000
"""Characters of a question that are read; a longer one is cut."""

SMALL = 5_000
EXACT = 30_000
CANDIDATES = 200
"""A collection of up to ``SMALL`` articles is added up whole. In a larger one the rare grams are, until ``EXACT``
places were visited; the common grams left then only decide the order of the best ``CANDIDATES``."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article, how well it matches (higher is better; only comparable inside one answer), and the words why."""

    row: Row
    score: float
    why: tuple[str, ...]


def search(index: Index, question: str, top: int) -> list[Hit]:
    """Return at most ``top`` articles by descending score; equal ones in the order of the collection.

    A question without a word of the collection, or an empty one, has no hits.
    """
    asked = asked_about(normalised(question)[:LONGEST])
    added = legal_terms(asked)
    scores = _scores(index, _weighed(asked, added))
    best = _best(scores, top)
    return [
        Hit(index.rows[number], round(scores[number], 4), reasons(index, index.rows[number], asked, added))
        for number in best
    ]


def _best(scores: dict[int, float], most: int) -> list[int]:
    """Return the articles with the highest scores, equal ones in the order of the collection."""
    least = min(nlargest(most, scores.values()), default=0.0)
    best = [number for number, score in scores.items() if score >= least]
    return sorted(best, key=lambda number: (-scores[number], number))[:most]


def _weighed(asked: str, added: Sequence[str]) -> dict[str, float]:
    """Return the grams to look for: own words at 1, those of added legal terms at less; none counts twice."""
    weighed = {gram: LEGAL_PAIR if len(gram) > 1 else LEGAL_CHARACTER for term in added for gram in grams(term)}
    return weighed | dict.fromkeys(grams(asked), 1.0)


def _scores(index: Index, weighed: dict[str, float]) -> dict[int, float]:
    known = sorted((index.starts[n + 1] - index.starts[n], n, weight) for n, weight in _numbered(index, weighed))
    scores: dict[int, float] = {}
    visited, limit = 0, EXACT if len(index.rows) > SMALL else sum(places for places, _number, _weight in known)
    for at, (places, number, weight) in enumerate(known):
        if visited and visited + places > limit:
            return _finished(index, scores, [(n, w) for _places, n, w in known[at:]])
        visited += places
        _add(index, number, weight, scores)
    return scores


def _numbered(index: Index, weighed: dict[str, float]) -> list[tuple[int, float]]:
    return [(index.grams[gram], weight) for gram, weight in weighed.items() if gram in index.grams]


def _add(index: Index, number: int, weight: float, scores: dict[int, float]) -> None:
    here = slice(index.starts[number], index.starts[number + 1])
    get = scores.get
    for doc, value in zip(index.docs[here].tolist(), index.weights[here].tolist(), strict=True):
        scores[doc] = get(doc, 0.0) + weight * value


def _finished(index: Index, scores: dict[int, float], left: Sequence[tuple[int, float]]) -> dict[int, float]:
    """Return the best candidates with the weight of the common grams added."""
    chosen = sorted(_best(scores, CANDIDATES))
    finished = {doc: scores[doc] for doc in chosen}
    for number, weight in left:
        at, high = index.starts[number], index.starts[number + 1]
        for doc in chosen:
            at = bisect_left(index.docs, doc, at, high)
            if at < high and index.docs[at] == doc:
                finished[doc] += weight * index.weights[at]
    return finished
