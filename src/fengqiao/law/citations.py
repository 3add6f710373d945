"""Basis codes such as ``mediation/online-rules-19``, resolved to act and article in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from fengqiao.law.table import UNVERIFIED_EN, UNVERIFIED_ZH, section


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of an act. ``zh`` and ``en`` are complete citations; ``verified`` false carries 待核 in them."""

    code: str
    zh: str
    en: str
    act: str
    act_en: str
    number: str
    article: int
    since: date
    verified: bool


def citation(code: str) -> Citation:
    """The article that a basis code names; LookupError for an unknown act or an article that is not in the table."""
    prefix, _, article = code.rpartition("-")
    act = _acts().get(prefix)
    if act is None or not article.isascii() or not article.isdigit():
        raise LookupError(
            f"{code!r} names no act. Write <prefix>-<article> with a prefix of tables/citations.toml: "
            f"{', '.join(_acts())}."
        )
    if int(article) not in act["articles"]:
        raise LookupError(
            f"{code!r}: article {article} of {act['en']} is not in tables/citations.toml. "
            "Read the article, then add it to the act's list."
        )
    return _citation(code, act, int(article))


def codes() -> tuple[str, ...]:
    """Every basis code that resolves."""
    return tuple(f"{prefix}-{article}" for prefix, act in _acts().items() for article in act["articles"])


def numeral_zh(number: int) -> str:
    """A whole number below 10,000 as statutes write it: 205 → 二百零五, 19 → 十九, 1025 → 一千零二十五."""
    if not 0 < number < 10_000:
        raise ValueError(f"{number} is not an article number that can be written here (1 to 9,999).")
    written, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            one_ten = place == 10 and digit == 1 and not written
            written += ("零" if gap else "") + ("" if one_ten else _DIGITS[digit]) + unit
        gap = bool(written) and not digit and (gap or number > 0)
    return written


_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


@cache
def _acts() -> Mapping[str, Mapping[str, Any]]:
    return {prefix: act for act in section("citations")["act"] for prefix in act["prefixes"]}


def _citation(code: str, act: Mapping[str, Any], article: int) -> Citation:
    verified = article not in act.get("unverified", ())
    mark_zh, mark_en = ("", "") if verified else (f"（{UNVERIFIED_ZH}）", f" ({UNVERIFIED_EN})")
    return Citation(
        code=code,
        zh=f"《{act['zh']}》第{numeral_zh(article)}条{mark_zh}",
        en=f"{act['en']}, Art. {article}{mark_en}",
        act=act["zh"], act_en=act["en"], number=act.get("number", ""),
        article=article, since=act["since"], verified=verified,
    )  # fmt: skip
