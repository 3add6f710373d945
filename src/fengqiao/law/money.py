"""Amounts of yuan: exact while computing, rounded half up to the fen once at the end (the law is silent on it)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from fengqiao.law.table import Entry

Sentence = tuple[str, str]

_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An exact number (yuan or percent), the way to it (zh, en), and the entries of the law that it stands on."""

    number: Decimal
    steps: tuple[Sentence, ...]
    entries: tuple[Entry, ...]


def rounded(yuan: Decimal) -> Decimal:
    """Yuan to the fen, half up."""
    return yuan.quantize(_FEN, ROUND_HALF_UP)


def settled(found: Reckoning) -> tuple[Decimal, tuple[Sentence, ...]]:
    """The amount rounded to the fen, and the steps that end with it."""
    yuan = rounded(found.number)
    return yuan, (*found.steps, (f"结果：{yuan}元。", f"Result: {yuan} yuan."))


def plain(number: Decimal) -> str:
    """A number in digits without needless zeros: ``2250``, ``0.5``."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def sources(entries: Iterable[Entry]) -> str:
    """Acts and articles in Chinese, each once, marked where unverified."""
    return "；".join(dict.fromkeys(entry.shown_source for entry in entries))
