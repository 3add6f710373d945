"""Questions to the law as rows of strings, and answers as JSON: the frame of ``fengqiao law eval TABLE``.

A module here is a table that can be asked: it exposes ``answer(row)``, which reads the strings, calls the functions of
``fengqiao.law`` and returns an :class:`Answer`, or raises :class:`Refused`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from math import isfinite
from pkgutil import iter_modules
from typing import Any

from fengqiao.law import reading
from fengqiao.law.money import Reckoning, Sentence, settled, sources
from fengqiao.law.reading import Given, parsed
from fengqiao.law.refusal import Refused
from fengqiao.law.table import Entry

__all__ = ["TABLES", "Answer", "Answerer", "Kinds", "Refused", "Sentence", "answered", "by_kind", "money"]


@dataclass(frozen=True, slots=True)
class Answer:
    """``value`` as the table of names promises it, the way to it as sentences (zh, en), and act and article.

    ``entries`` are the entries of the law that decided, where the answer rests on dated tables alone.
    """

    value: Mapping[str, Any]
    steps: tuple[Sentence, ...]
    source: str
    entries: tuple[Entry, ...] = ()


Answerer = Callable[[Mapping[str, Any]], Answer]
Kinds = Mapping[str, tuple[Callable[[Given, date], Answer], Sequence[str]]]
"""For each kind of question what answers it, and the parameters that it knows."""


def by_kind(row: Mapping[str, Any], kinds: Kinds) -> Answer:
    """Answer a row of ``kind`` and ``input_json``; Refused for whatever is not a question of these kinds."""
    compute, known = kinds[reading.text(row, "kind", tuple(kinds))]
    given = reading.inner(row, "input_json")
    reading.only(given, known)
    return compute(given, reading.day(row, "on") if "on" in row else date.max)


def money(found: Reckoning) -> Answer:
    """Answer with an amount, rounded once at the end."""
    yuan, steps = settled(found)
    return Answer({"amount": str(yuan)}, steps, sources(found.entries), found.entries)


class _Tables(Mapping[str, Answerer]):
    """The modules of this package; one is read when it is asked for."""

    def __init__(self) -> None:
        self._names = sorted(module.name for module in iter_modules(__path__))

    def __getitem__(self, name: str) -> Answerer:
        if name not in self._names:
            raise KeyError(name)
        answer: Answerer = import_module(f"{__name__}.{name}").answer
        return answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


TABLES: Mapping[str, Answerer] = _Tables()
"""Name of each table and the function that answers its rows."""


def answered(answer: Answerer, line: str | bytes) -> dict[str, Any]:
    """The answer to one line ``{"id": …, "row": {…}}``, ready to be written as JSON; a refusal is an answer too."""
    identity = None
    try:
        asked = parsed(line, "line")
        if isinstance(asked, dict):
            identity = _echoed(asked.get("id"))
        found = answer(_row(asked))
    except (ValueError, LookupError) as error:
        return {"id": identity, "error": str(error)}
    steps = [{"zh": zh, "en": en} for zh, en in found.steps]
    return {"id": identity, "value": found.value, "steps": steps, "source": found.source}


def _echoed(identity: Any) -> Any:
    """The id as it came; a number that JSON can write but not hold comes back as its digits."""
    if isinstance(identity, Decimal):
        return float(identity) if isfinite(float(identity)) else str(identity)
    return identity


def _row(asked: Any) -> Mapping[str, Any]:
    if not isinstance(asked, dict) or "id" not in asked or not isinstance(asked.get("row"), dict):
        raise Refused(
            '每行应当是 {"id": …, "row": {…}}。请补上 id 和 row。',
            'Each line must be {"id": …, "row": {…}}. Give it an id and a row.',
        )
    row: Mapping[str, Any] = asked["row"]
    return row
