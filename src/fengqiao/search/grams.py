"""Text into the pieces that are counted: single Chinese characters, pairs of them, and whole Latin words.

Characters and pairs found more of the right articles than any word splitter did (docs/search.md), and need no
dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_RUN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9]+(?:'[a-z]+)?")
_ASKING = re.compile("怎么办|怎么样|怎么|请问|为什么|什么|怎样|如何|咋办|咋|[吗呢吧我你他她了]")
"""What a question is put with and no article is about; in a small collection such words are rare and would weigh."""
_ENGLISH_STOP = frozenset(
    "a an am and any are as at be by can could did do does for get from has have how i if in is it may me my of on or "
    "the their them they this that to was what when where which who will with would you your".split()
)


def normalised(text: str) -> str:
    """Return the text in one width and one case, so that ＡＢ１ and ab1 are the same."""
    return unicodedata.normalize("NFKC", text).lower()


def asked_about(question: str) -> str:
    """Return a normalised question without the words that it is only put with."""
    return _ASKING.sub(" ", question)


def runs(text: str) -> Iterator[str]:
    """Yield the unbroken stretches of Chinese and the Latin words and numbers of a normalised text."""
    for match in _RUN.finditer(text):
        yield match.group()


def stems(word: str) -> list[str]:
    """Return a Latin word without its English ending, or nothing for a word that says nothing."""
    if word in _ENGLISH_STOP:
        return []
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return [word.removesuffix(ending)]
    return [word]


def grams(text: str) -> list[str]:
    """Return every character, every pair and every Latin stem of a normalised text, in order, repeats kept."""
    found: list[str] = []
    for run in runs(text):
        if run.isascii():
            found.extend(stems(run))
            continue
        found.extend(run)
        found.extend(run[at : at + 2] for at in range(len(run) - 1))
    return found
