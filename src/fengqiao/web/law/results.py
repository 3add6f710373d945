"""What a calculator shows below its questions: the figure, the way to it, and the law that decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fengqiao.law.money import Sentence
from fengqiao.law.refusal import Refused
from fengqiao.law.register import register
from fengqiao.law.table import Entry
from fengqiao.web.templatetags.fengqiao import own_language


@dataclass(frozen=True, slots=True)
class Basis:
    """Act and article in both languages, the day from which the entry holds, its place in the register."""

    source: Sentence
    since: date | None = None
    table: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """``figure`` in words of the page; ``steps`` (zh, en); ``notes`` are what the person should know besides."""

    figure: str
    steps: tuple[Sentence, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether a part of the answer rests on something not verified (待核)."""
        return any(not basis.verified for basis in self.basis)


def basis_of(entries: Iterable[Entry]) -> tuple[Basis, ...]:
    """Return each entry once, in the order in which they were used."""
    used = {id(entry): entry for entry in entries}
    return tuple(
        Basis((entry.source, entry.source_en or entry.source), entry.since, _places().get(key, ""), entry.verified)
        for key, entry in used.items()
    )


def basis_in_words(source: str) -> tuple[Basis, ...]:
    """Return articles that are written as one text, divided by semicolons."""
    parts = [part for part in source.split("；") if part]
    return tuple(Basis((part.replace("（待核）", ""), part), verified="待核" not in part) for part in parts)


def address_of(request: HttpRequest) -> str:
    """Return the whole address of the same questions with the same answers."""
    return request.build_absolute_uri(f"{request.path}?{request.GET.urlencode()}")


def said(refused: ValueError) -> str:
    """Return a refusal of the law in the page's language."""
    if isinstance(refused, Refused):
        return own_language((refused.zh, refused.en))
    return _("The law as loaded has no rule for this day or these figures. Please check them.")


@cache
def _places() -> dict[int, str]:
    """Return the name of the table that holds each entry; entries are read once and stay the same objects."""
    return {id(entry): listed.name for listed in register() for entry in listed.entries}
