"""Hits as the page shows them: name, our summary, the imported text, and the words that matched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fengqiao.law.summaries import Summary, named
from fengqiao.search.index import name_of
from fengqiao.search.query import Hit, search
from fengqiao.web.statutes.library import Library

MOST = 40
WORTH_SHOWING = 0.35
"""Share of the best score below which a hit is left out."""
SHOWN = 280
"""Characters of an imported text that stand open; the rest is folded."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """One article: ``text`` as imported, ``rest`` what is folded of it, ``other`` the summary in the other language."""

    name: str
    summary: SafeString
    other: SafeString
    text: SafeString
    rest: SafeString
    number: str
    since: date | str | None
    verified: bool
    why: tuple[str, ...]


def answers(library: Library, question: str) -> list[Answer]:
    """Return the best articles, the best first; weak ones are left out."""
    hits = search(library.index, question, MOST)
    return [_answer(hit, library.imported) for hit in hits if hit.score >= WORTH_SHOWING * hits[0].score]


def marked(text: str, words: Sequence[str]) -> SafeString:
    """Return the text with the words highlighted; everything else is escaped."""
    if not words:
        return mark_safe(escape(text))  # noqa: S308  escaped
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text, flags=re.IGNORECASE)
    made = (f"<mark>{escape(part)}</mark>" if at % 2 else escape(part) for at, part in enumerate(parts))
    return mark_safe("".join(made))  # noqa: S308  each part is escaped


def _answer(hit: Hit, imported: bool) -> Answer:
    own = named(name_of(hit.row) or str(hit.row["id"]))
    english = (get_language() or "").startswith("en")
    short, other = _summaries(own, hit.why, english=english)
    text = hit.row["text"].strip() if imported else ""
    name = _name(hit.row, own, english=english)
    return Answer(
        name=name,
        summary=marked(short, hit.why),
        other=marked(other, hit.why),
        text=marked(text[:SHOWN], hit.why),
        rest=marked(text[SHOWN:], hit.why),
        number=own.number if own else _field(hit.row, "number"),
        since=own.since if own else _field(hit.row, "since") or None,
        verified=own.verified if own else hit.row.get("verified") is not False,
        why=tuple(word for word in hit.why if _holds(f"{name} {short} {other} {text}", [word])),
    )


def _summaries(own: Summary | None, why: Sequence[str], *, english: bool) -> tuple[str, str]:
    """Return our summary in the page's language, and in the other one when only that holds a matched word."""
    if own is None:
        return "", ""
    here, there = (own.en, own.zh) if english else (own.zh, own.en)
    only_there = not _holds(here, why) and _holds(there, why)
    return here, there if only_there else ""


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text.lower() for word in words)


def _name(row: Mapping[str, Any], own: Summary | None, *, english: bool) -> str:
    if own is None:
        return name_of(row) or str(row["id"])
    return own.name_en if english else own.name


def _field(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""
