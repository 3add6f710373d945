"""The words of an article that made it a hit, put together from grams into pieces that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fengqiao.search.grams import grams, normalised, runs, stems
from fengqiao.search.index import Index, Row, name_of
from fengqiao.search.lay_words import known_words

MOST = 6
"""Words shown for one hit."""

_SAYS_NOTHING = (
    "怎么办 怎么样 怎么 怎样 如何 为什么 什么 请问 是否 能否 可否 可不可以 可以 能不能 是不是 有没有 哪些 多少 "
    "多久 几年 应当 应该 需要 如果 但是 因为 所以 我们 他们 她们 自己 没有 不能 不可以 还能 能要 能退 一个 一方 对方 "
    "进行 或者 以及 由于 为了 的时候 之内 以内 规定 情况 情形 的 了 吗 呢 吧 我 你 他 她 它"
).split()
_BETWEEN = re.compile("|".join(map(re.escape, sorted(_SAYS_NOTHING, key=len, reverse=True))))
_LOOSE = "的了吗呢吧和与或是在有对被把从向其及于以为并等之不可能"


def reasons(index: Index, row: Row, asked: str, added: Sequence[str]) -> tuple[str, ...]:
    """Return the pieces of the question, and of the legal terms added to it, that stand in the article.

    The piece that weighed most comes first. Single characters are named only when nothing longer was found.
    """
    text = normalised(f"{name_of(row)} {row['text']}")
    found = dict(_weighed(index, _own_words(asked), text, 1.0))
    for piece, weight in _weighed(index, added, text, 0.8):
        if len(piece) > 2 or piece in known_words() or piece.isascii():
            found[piece] = max(found.get(piece, 0.0), weight)
    return _chosen(found) or _characters(index, asked, text)


def _own_words(asked: str) -> list[str]:
    """Return the question in parts, without the words that only make it a question."""
    return _BETWEEN.split(asked)


def _weighed(index: Index, sources: Iterable[str], text: str, share: float) -> Iterable[tuple[str, float]]:
    for source in sources:
        for run in runs(source):
            for piece in _pieces(run, text):
                yield piece, share * sum(map(index.rarity, grams(piece)))


def _pieces(run: str, text: str) -> list[str]:
    """Return the longest stretches of ``run`` of two characters or more that stand in ``text``."""
    if run.isascii():
        stem = stems(run)
        near = [word for word in dict.fromkeys(runs(text)) if word.isascii()] if stem and stem[0] in text else []
        return [word for word in near if stems(word) == stem]
    found, at = [], 0
    while at < len(run) - 1:
        end = at + 2
        if run[at:end] not in text:
            at += 1
            continue
        while end < len(run) and run[at : end + 1] in text:
            end += 1
        found.append(run[at:end].strip(_LOOSE))
        at = end - 1
    whole = map(_whole, found)
    return [piece for piece in whole if len(piece) > 1 and piece not in _SAYS_NOTHING]


def _whole(piece: str) -> str:
    """Return the known word when a character of the next word hangs on to it: 承包方可 → 承包方."""
    return next((word for word in (piece, piece[:-1], piece[1:]) if word in known_words()), piece)


def _chosen(found: dict[str, float]) -> tuple[str, ...]:
    kept: list[str] = []
    for piece in sorted(found, key=lambda one: (-found[one], one)):
        if len(kept) < MOST and not any(piece in other or other in piece for other in kept):
            kept.append(piece)
    return tuple(kept)


def _characters(index: Index, asked: str, text: str) -> tuple[str, ...]:
    single = {one for run in runs(asked) if not run.isascii() for one in run if one in text and one not in _LOOSE}
    return tuple(sorted(single, key=lambda one: (-index.rarity(one), one))[:MOST])
