"""Words of every day beside the words of the statutes (``lay_words.toml``): 租客 → 承租人."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fengqiao.search.grams import normalised, runs, stems

_FILE = Path(__file__).with_name("lay_words.toml")


@cache
def lay_words() -> Mapping[str, tuple[str, ...]]:
    """Return every lay word with its legal terms."""
    sections = tomllib.loads(_FILE.read_text("utf-8"))
    return {normalised(lay): tuple(legal.split()) for words in sections.values() for lay, legal in words.items()}


def legal_terms(question: str) -> tuple[str, ...]:
    """Return the legal terms for the lay words that a normalised question holds, each once, in a fixed order."""
    words = frozenset(stem for run in runs(question) if run.isascii() for stem in stems(run))
    said = (terms for lay, terms in lay_words().items() if (lay in words if lay.isascii() else lay in question))
    return tuple(dict.fromkeys(term for terms in said for term in terms))


@cache
def known_words() -> frozenset[str]:
    """Return every lay word and every legal term."""
    return frozenset(lay_words()) | {term for terms in lay_words().values() for term in terms}
