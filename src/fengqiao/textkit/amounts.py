"""Amounts of money in yuan: capitals 大写, what people type, and amounts in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from fengqiao.textkit.numerals import ARABIC, DIGITS, NUMERAL, parse_number
from fengqiao.textkit.reasons import HALF_WIDTH, Reason, TextRefused

#: No dispute between people reaches a trillion; more is a slip of the finger.
LARGEST = Decimal("999999999999.99")
CENT = Decimal("0.01")
_LONGEST = 60

_UPPER_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UPPER_UNITS = ("", "拾", "佰", "仟")
_UPPER_ONLY = re.compile(r"(?:人民币)?负?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]+")

_PREFIX = re.compile(r"^(?:约|大约|共|合计|总共|人民币|RMB|CNY|[¥￥])+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:人民币|RMB|CNY|整|正|钱|左右)+$", re.IGNORECASE)
_DIGIT = f"[0-9{''.join(DIGITS)}]"
_PARTS = re.compile(
    rf"(?:(?P<yuan>[^元圆块角毛分]+)(?P<mark>[元圆块])?)?零?(?:(?P<jiao>{_DIGIT})[角毛])?零?(?:(?P<fen>{_DIGIT})分)?(?P<half>{_DIGIT})?"
)

_REASONS = {
    reason.code: reason
    for reason in (
        Reason("empty", "请写上金额，例如 3984。", "Write the amount, for example 3984."),
        Reason("not_a_number", "涉及的金额要写成数字，例如 3984 或者 1.2万。", "Write the amount as a number: 3984."),
        Reason(
            "grouping", "逗号的位置不对，请写成 3,984 或者 3984。", "The commas are misplaced. Write 3,984 or 3984."
        ),
        Reason("negative", "金额不能是负数。", "An amount cannot be negative."),
        Reason("zero", "金额要大于 0。", "The amount must be more than 0."),
        Reason("too_precise", "金额最多到分，小数点后两位。", "An amount has at most two decimal places."),
        Reason("too_large", "金额太大了，请检查多写了几个 0。", "The amount is too large. Check the number of zeros."),
    )
}


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount in running text: ``text[start:end]`` are the very words."""

    value: Decimal
    start: int
    end: int
    text: str


def yuan_upper(amount: Decimal) -> str:
    """Chinese capitals of an amount in yuan: 3400 → 叁仟肆佰元整. ValueError beyond two places or a trillion."""
    cents = _cents(amount)
    yuan, jiao, fen = abs(cents) // 100, abs(cents) // 10 % 10, abs(cents) % 10
    if not cents:
        return "零元整"
    whole = f"{_upper_integer(yuan)}元" if yuan else ""
    tenths = f"{_UPPER_DIGITS[jiao]}角" if jiao else ("零" if whole and fen else "")
    hundredths = f"{_UPPER_DIGITS[fen]}分" if fen else "整"
    return ("负" if cents < 0 else "") + whole + tenths + hundredths


def parse_amount(text: str, allow_zero: bool = False) -> Decimal:
    """The amount in yuan, two places: 3,984 · 3984.5 · 三千四百 · 1.2万 · ３９８４ · 12块5.

    TextRefused with ``empty``, ``not_a_number``, ``grouping``, ``negative``, ``zero``, ``too_precise``, ``too_large``.
    """
    plain = re.sub(r"\s+", "", text.translate(HALF_WIDTH))
    if not plain:
        raise _refused("empty")
    if len(plain) > _LONGEST:
        raise _refused("not_a_number")
    if re.match(r"[-−–负]", body := _PREFIX.sub("", plain)):
        raise _refused("negative")
    value = _value(_SUFFIX.sub("", body))
    if value > LARGEST:
        raise _refused("too_large")
    if value != value.quantize(CENT):
        raise _refused("too_precise")
    if not value and not allow_zero:
        raise _refused("zero")
    return value.quantize(CENT)


def check_upper(text: str, amount: Decimal) -> bool:
    """Whether capitals say ``amount``; figures and everyday numerals are none. 圆 may stand for 元, 正 for 整."""
    plain = re.sub(r"\s+", "", text)
    if not _UPPER_ONLY.fullmatch(plain):
        return False
    try:
        value = parse_amount(plain.replace("负", "", 1), allow_zero=True)
    except TextRefused:
        return False
    return value * (-1 if "负" in plain else 1) == amount


def find_amounts(text: str) -> list[FoundAmount]:
    """Amounts that the text marks as money (元, 块, ¥), in order; bare numbers such as order numbers are left alone."""
    found = []
    for match in _IN_TEXT.finditer(text.translate(HALF_WIDTH)):
        start, end = match.span("amount")
        try:
            value = parse_amount(match["amount"])
        except TextRefused:
            continue
        found.append(FoundAmount(value, start, end, text[start:end]))
    return found


# Lengths are bounded so that a long run of digits costs no more than its length.
_NUMBER = rf"(?:{ARABIC}[十百千万亿]{{0,3}}|{NUMERAL}{{1,30}})"
_NOT_MONEY = "[旦月宵素件器年]"
_PIECES_END = r"(?=[，。；、：,.;:!?！？）)\s的了给退赔]|$)"
_IN_TEXT = re.compile(
    rf"(?<![0-9A-Za-z第{''.join(DIGITS)}])(?<![0-9][.,])(?P<amount>"
    rf"(?:人民币|RMB|CNY|¥)\s{{0,3}}{_NUMBER}(?:\s{{0,3}}[元圆](?:整|正)?)?"
    rf"|{_NUMBER}\s{{0,3}}[元圆](?!{_NOT_MONEY})(?:{_DIGIT}[角毛])?(?:{_DIGIT}分)?(?:整|正)?"
    rf"|{_NUMBER}\s{{0,3}}块(?:钱|{_DIGIT}(?![0-9]){_PIECES_END}|{_PIECES_END})"
    rf")",
    re.IGNORECASE,
)


def _value(body: str) -> Decimal:
    match = _PARTS.fullmatch(body)
    if match is None or not any(match.group("yuan", "jiao", "fen")):
        raise _refused("not_a_number")
    if match["half"] and (match["mark"] != "块" or match["jiao"] or match["fen"]):
        raise _refused("not_a_number")
    whole = Decimal(0) if match["yuan"] is None else parse_number(match["yuan"])
    if whole is None:
        raise _refused("grouping" if re.fullmatch(r"[0-9,.]*[0-9],[0-9,.]*", match["yuan"]) else "not_a_number")
    tenths = _single(match["jiao"] or match["half"])
    return whole + Decimal(tenths) / 10 + Decimal(_single(match["fen"])) / 100


def _single(digit: str | None) -> int:
    if not digit:
        return 0
    return DIGITS[digit] if digit in DIGITS else int(digit)


def _cents(amount: Decimal) -> int:
    if not amount.is_finite() or abs(amount) > LARGEST or amount != amount.quantize(CENT):
        raise ValueError(f"{amount} cannot be written in capitals. Round to two places, below a trillion yuan.")
    return int(amount * 100)


def _upper_integer(number: int) -> str:
    high, low = divmod(number, 10**8)
    if high:
        return f"{_upper_integer(high)}亿" + _joined(low, 10**7)
    high, low = divmod(number, 10**4)
    if high:
        return f"{_upper_section(high)}万" + _joined(low, 10**3)
    return _upper_section(low)


def _joined(low: int, full: int) -> str:
    """The lower part after 万 or 亿, with 零 when its first place is empty."""
    return ("零" if low < full else "") + _upper_integer(low) if low else ""


def _upper_section(number: int) -> str:
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            out += ("零" if gap and out else "") + _UPPER_DIGITS[digit] + _UPPER_UNITS[power]
        gap = not digit
    return out


def _refused(code: str) -> TextRefused:
    return TextRefused(_REASONS[code])
