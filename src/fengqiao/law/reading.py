"""Strict reading of values that came as JSON: what does not fit is refused with the key, never guessed.

Amounts are strings (``"1234.50"``) so that no digit is lost on the way. A true or false is never a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fengqiao.law.refusal import Refused

Given = Mapping[str, Any]

MOST_YUAN = Decimal(10) ** 13
"""Ten million million yuan; what is larger is taken for a slip of the keyboard."""

MOST_PERCENT = Decimal(1000)
LONGEST_DAYS = 40_000

_YEARS = frozenset(map(str, range(1900, 2200)))
_MISSING = object()
_PLAIN = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,2})?")
_RATE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,8})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def value_of(given: Given, key: str) -> Any:
    """Whatever stands under ``key``; Refused when nothing does."""
    found = given.get(key, _MISSING)
    if found is _MISSING:
        raise Refused(f"缺少“{key}”，无法计算。请补上。", f"{key} is missing, so nothing can be computed. Add it.")
    return found


def only(given: Given, allowed: Sequence[str]) -> None:
    """Refuse every key that the question does not know, because it would change nothing."""
    for key in given:
        if key not in allowed:
            known = ", ".join(allowed) or "–"
            raise Refused(
                f"这里没有参数“{key}”，填了也不起作用。可用的参数：{known}。请删去或改正。",
                f"There is no parameter {key!r} here; it would change nothing. Known: {known}. Remove or correct it.",
            )


def text(given: Given, key: str, among: Sequence[str] = ()) -> str:
    """A string, one of ``among`` when these are given."""
    found = value_of(given, key)
    if not isinstance(found, str):
        raise _wrong(key, found, "文字", "a string")
    if among and found not in among:
        known = ", ".join(among)
        raise Refused(
            f"“{key}”没有“{shown(found)}”这一项。可用：{known}。",
            f"{key} cannot be {shown(found)!r}. Use one of: {known}.",
        )
    return found


def flag(given: Given, key: str) -> bool:
    """A true or false."""
    found = value_of(given, key)
    if not isinstance(found, bool):
        raise _wrong(key, found, "true 或 false", "true or false")
    return found


def whole(given: Given, key: str, least: int = 0, most: int = LONGEST_DAYS) -> int:
    """A whole number from ``least`` to ``most``."""
    found = value_of(given, key)
    if isinstance(found, bool) or not isinstance(found, int):
        raise _wrong(key, found, "整数", "a whole number")
    if not least <= found <= most:
        raise Refused(
            f"“{key}”应当在{least}到{most}之间。请核对。",
            f"{key} must lie from {least} to {most}. Check it.",
        )
    return found


def amount(given: Given, key: str, above_zero: bool = True) -> Decimal:
    """Yuan, as a string with at most two decimals."""
    return as_amount(value_of(given, key), key, above_zero)


def as_amount(found: Any, key: str, above_zero: bool = True) -> Decimal:
    """The amount that ``found`` (the value of ``key``) writes."""
    if not isinstance(found, str):
        raise _wrong(key, found, '写成文字的金额，例如 "1234.50"', 'an amount as a string, for example "1234.50"')
    if not _PLAIN.fullmatch(found):
        raise Refused(
            f"“{key}”的值“{shown(found)}”不是金额。请写人民币元，只用数字，最多两位小数，例如 1234.50；不能为负。",
            f"{key}: {shown(found)!r} is not an amount. Write yuan in digits with at most two decimals, for example "
            "1234.50; it cannot be negative.",
        )
    yuan = Decimal(found)
    if yuan > MOST_YUAN:
        raise Refused(
            f"“{key}”超过{MOST_YUAN}元，不合常理。请核对金额和单位（元）。",
            f"{key} is above {MOST_YUAN} yuan, which cannot be meant. Check the amount and its unit (yuan).",
        )
    if above_zero and not yuan:
        raise Refused(f"“{key}”应当大于零。请填写金额。", f"{key} must be above zero. Give the amount.")
    return yuan


def percent(given: Given, key: str) -> Decimal:
    """Percent as a whole number, a decimal number or a string of digits."""
    found = value_of(given, key)
    if isinstance(found, bool) or not isinstance(found, int | Decimal | str):
        raise _wrong(key, found, "百分数，例如 12 或 12.5", "a percentage, for example 12 or 12.5")
    if not _RATE.fullmatch(str(found)) or Decimal(found) > MOST_PERCENT:
        raise Refused(
            f"“{key}”的值“{shown(found)}”不是0到{MOST_PERCENT}之间的百分数。请只写数字，例如 12.5。",
            f"{key}: {shown(found)!r} is not a percentage from 0 to {MOST_PERCENT}. Write digits only, such as 12.5.",
        )
    return Decimal(found)


def day(given: Given, key: str) -> date:
    """A day written ``2026-11-24``."""
    return as_day(value_of(given, key), key)


def as_day(found: Any, key: str) -> date:
    """The day that ``found`` (the value of ``key``) writes."""
    if not isinstance(found, str):
        raise _wrong(key, found, "写成文字的日期，例如 2026-11-24", "a date as a string, for example 2026-11-24")
    try:
        if _ISO.fullmatch(found) and found[:4] in _YEARS:
            return date.fromisoformat(found)
    except ValueError:
        pass
    raise Refused(
        f"“{key}”的值“{shown(found)}”不是1900年到2199年间日历上的日期。请写成 2026-11-24 的样子。",
        f"{key}: {shown(found)!r} is no day of the calendar from 1900 to 2199. Write it like 2026-11-24.",
    )


def items(given: Given, key: str) -> Sequence[Any]:
    """A list."""
    found = value_of(given, key)
    if not isinstance(found, list):
        raise _wrong(key, found, "列表", "a list")
    return found


def inner(given: Given, key: str) -> Given:
    """The object that ``key`` holds, either as JSON text (as in the vector files) or as an object."""
    found = value_of(given, key)
    if isinstance(found, str):
        found = parsed(found, key)
    if not isinstance(found, dict):
        raise _wrong(key, found, "JSON 对象 {…}", "a JSON object {…}")
    return found


def parsed(written: str | bytes, key: str) -> Any:
    """JSON text as values: exact decimals, no NaN, no key twice; Refused when it is not JSON."""
    try:
        return _DECODER.decode(written if isinstance(written, str) else written.decode())
    except Refused:
        raise
    except (ValueError, RecursionError) as error:
        raise Refused(
            f"“{key}”不是能读懂的 JSON（{error}）。请检查引号、逗号、括号和编码（UTF-8）。",
            f"{key} is not JSON that can be read ({error}). Check quotes, commas, brackets and encoding (UTF-8).",
        ) from None


def shown(found: Any) -> str:
    """What was given, short enough for a message."""
    written = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)
    return written if len(written) <= 40 else f"{written[:39]}…"


def _wrong(key: str, found: Any, zh: str, en: str) -> Refused:
    return Refused(
        f"“{key}”应当是{zh}，而不是 {shown(found)}。请改正。",
        f"{key} must be {en}, not {shown(found)}. Correct it.",
    )


def _no_constant(name: str) -> Any:
    raise Refused(f"JSON 中不能有 {name}。请填写数值。", f"{name} is no value of JSON. Give a number.")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Refused("同一个键写了两次。请只保留一个。", "A key stands twice. Keep one of them.")
    return made


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_no_key_twice)
