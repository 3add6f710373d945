"""Which kind of dispute a person's own words suggest, and because of which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fengqiao.textkit.reasons import HALF_WIDTH

#: A word said again adds this share of its weight, once.
_AGAIN = 0.25


@dataclass(frozen=True, slots=True)
class KindTerms:
    """Words that speak for a kind of dispute, each with its weight; a negative weight speaks against it."""

    code: str
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind with its score. ``because`` are the very words of the text that speak for it, strongest first."""

    code: str
    score: float
    because: tuple[str, ...]


def suggest(text: str, kinds: Sequence[KindTerms]) -> list[Suggestion]:
    """Kinds whose words occur in the text, best first; equal scores keep the order given. Empty when none fits.

    Of terms that overlap in the text the longest counts, so 课程退款 is not also counted as 课程.
    """
    found = [_suggestion(text, kind) for kind in kinds]
    return sorted((item for item in found if item.score > 0), key=lambda item: -item.score)


def _suggestion(text: str, kind: KindTerms) -> Suggestion:
    said: dict[str, list[str]] = {}
    for term, words in _occurrences(text, kind.terms):
        said.setdefault(term, []).append(words)
    score = sum(kind.terms[term] * (1 + _AGAIN * (len(words) > 1)) for term, words in said.items())
    strongest = sorted((term for term in said if kind.terms[term] > 0), key=lambda term: -kind.terms[term])
    return Suggestion(kind.code, round(score, 4), tuple(said[term][0] for term in strongest))


def _occurrences(text: str, terms: Mapping[str, float]) -> list[tuple[str, str]]:
    """Each term with the words as typed, longest terms first, no character counted twice."""
    plain = text.translate(HALF_WIDTH).casefold()
    if len(plain) != len(text):
        plain = text.translate(HALF_WIDTH)
    taken = [False] * len(text)
    found = []
    for term in sorted((term for term in terms if term), key=len, reverse=True):
        start = plain.find(term.casefold())
        while start >= 0:
            end = start + len(term)
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                found.append((start, term, text[start:end]))
            start = plain.find(term.casefold(), end)
    return [(term, words) for _, term, words in sorted(found)]
