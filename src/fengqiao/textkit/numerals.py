"""Chinese numerals: 三千四百, 叁仟肆佰, 1.2万, 两百五, 二〇二六."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    "貳": 2, "參": 3, "陸": 6, "○": 0, "俩": 2,
}  # fmt: skip
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
BIG_UNITS = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}

NUMERAL = f"[{''.join((*DIGITS, *SMALL_UNITS, *BIG_UNITS))}]"
ARABIC = r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?"
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_TOKEN = re.compile(rf"{ARABIC}|{NUMERAL}")


def parse_number(text: str) -> Decimal | None:
    """The value of a number in Arabic, Chinese or mixed writing; None when it is not one.

    A last bare digit counts in the next lower unit as people say it: 一万二 is 12,000, 两百五 is 250.
    """
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    if len(tokens) > 1 and all(token in DIGITS for token in tokens):
        return Decimal("".join(str(DIGITS[token]) for token in tokens))
    return _Sum().of(tokens)


class _Sum:
    """Adds tokens up from left to right; units must fall, or there is no number."""

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.number: Decimal | None = None
        self.last_unit = 10**12
        self.last_big = 10**12
        self.after_zero = False
        self.bare = False

    def of(self, tokens: list[str]) -> Decimal | None:
        for token in tokens:
            if not self._take(token):
                return None
        return self.total + self.section + self._tail()

    def _take(self, token: str) -> bool:
        if token in SMALL_UNITS:
            return self._small(SMALL_UNITS[token])
        if token in BIG_UNITS:
            return self._big(BIG_UNITS[token])
        return self._digit(token)

    def _digit(self, token: str) -> bool:
        if self.number is not None:
            return False
        if token in DIGITS and DIGITS[token] == 0:
            self.after_zero = True
            return True
        if token not in DIGITS and not _GROUPED.fullmatch(token):
            return False
        self.number = Decimal(DIGITS[token]) if token in DIGITS else Decimal(token.replace(",", ""))
        self.bare = len(token) == 1
        return True

    def _small(self, unit: int) -> bool:
        if self.number is None and unit == 10 and not self.section:
            self.number = Decimal(1)
        if self.number is None or unit >= self.last_unit:
            return False
        self.section += self.number * unit
        self.number, self.last_unit, self.after_zero = None, unit, False
        return True

    def _big(self, unit: int) -> bool:
        section = self.section + (self.number or 0)
        if unit == 10**8 and self.last_big == 10**4 and not section:
            self.total *= unit
        elif not section or unit >= self.last_big:
            return False
        else:
            self.total += section * unit
        self.section, self.number, self.after_zero = Decimal(0), None, False
        self.last_big = self.last_unit = unit
        return True

    def _tail(self) -> Decimal:
        if self.number is None:
            return Decimal(0)
        colloquial = self.bare and not self.after_zero and 100 <= self.last_unit < 10**12
        return self.number * (self.last_unit // 10) if colloquial else self.number
