"""Names of people and companies: what may stand in one, and how names and numbers are shown in part.

The masks are a habit of display (个人信息保护法第51条(三) de-identification), not the masking of published judgments.
"""

from __future__ import annotations

import re
import unicodedata

from fengqiao.textkit.reasons import Reason, TextRefused

LONGEST = 60
_ACCOUNT_STARS = "*" * 13
#: Marks stacked on one letter beyond this are a trick, not a name.
_MOST_MARKS = 2

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
)
_DOTS = str.maketrans(dict.fromkeys("•‧・･∙⋅●", "·"))
_VARIANTS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
_EMOJI_PARTS = frozenset("\u20e3\ufe0e\ufe0f")
#: They choose a shape of the Han character before them; the character itself stays.
_VARIATIONS = re.compile("(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]")
#: Rare Han of planes 2 and 3, some of them newer than Python's own tables.
_RARE_HAN = range(0x20000, 0x40000)

_REASONS = {
    reason.code: reason
    for reason in (
        Reason("empty", "请写上姓名或者名称。", "Write the name."),
        Reason("too_long", f"名称最多 {LONGEST} 个字。", f"A name has at most {LONGEST} characters."),
        Reason(
            "bidi",
            "名称里有改变文字方向的隐藏字符，请删掉后重新输入。",
            "The name hides a character that turns the text around. Type it anew.",
        ),
        Reason(
            "invisible", "名称里有看不见的字符，请重新输入。", "The name holds an invisible character. Type it anew."
        ),
        Reason(
            "control", "名称里有换行等控制字符，请写成一行。", "The name holds a line break or the like. Use one line."
        ),
        Reason("emoji", "名称里不能有表情符号，请写证件上的名字。", "No emoji in names. Write it as in the document."),
        Reason("stacked_marks", "名称里的符号叠得太多，请写证件上的名字。", "Too many marks on one letter."),
        Reason("unreadable", "名称里有无法显示的字符，请写证件上的名字。", "A character cannot be shown."),
        Reason("no_letter", "名称里要有汉字或者字母。", "A name needs letters."),
    )
}

_COMPOUND_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 "
    "濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 呼延 西门 第五 百里 "
    "东郭 南门 拓跋 轩辕 左丘 梁丘 段干 微生 巫马 公西 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 亓官 "
    "完颜 ".split()
)


def clean_name(text: str) -> str:
    """The name in normal form: outer spaces gone, inner ones single, one kind of middle dot; rare Han and Latin stay.

    TextRefused with ``empty``, ``too_long``, ``bidi``, ``invisible``, ``control``, ``emoji``, ``stacked_marks``,
    ``unreadable`` or ``no_letter``.
    """
    normal = _VARIATIONS.sub("", unicodedata.normalize("NFC", text)).strip().translate(_DOTS)
    for character in normal:
        if wrong := _wrong(character):
            raise TextRefused(_REASONS[wrong])
    name = re.sub(r"[ \u3000\u00a0]+", " ", normal)
    if wrong := _wrong_whole(name):
        raise TextRefused(_REASONS[wrong])
    return name


def surname(name: str) -> str:
    """The part that stays in sight: 张, 欧阳; the first character of any other name."""
    return name[:2] if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else name[:1]


def mask_name(name: str) -> str:
    """张伟 → 张*, 欧阳娜娜 → 欧阳*, John Smith → J*: the length of the given name is not shown."""
    return f"{surname(name.strip())}*" if name.strip() else ""


def mask_phone(phone: str) -> str:
    """13800001111 → 138****1111; of other numbers only the last four digits."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) >= 11 and digits[-11] == "1":
        return f"{digits[-11:-8]}****{digits[-4:]}"
    return _last_four(digits)


def mask_id(number: str) -> str:
    """510124199003050000 → 5101**********0000; a number of eight or fewer characters is hidden whole."""
    plain = re.sub(r"\s", "", number)
    if len(plain) <= 8:
        return "*" * len(plain)
    return plain[:4] + "*" * (len(plain) - 8) + plain[-4:]


def mask_email(address: str) -> str:
    """lin.li@example.cn → l***@example.cn; without a domain nothing is shown."""
    local, at, domain = address.strip().rpartition("@")
    return f"{local[:1]}***@{domain}" if at and local and domain else "***"


def mask_account(number: str) -> str:
    """6222020000001234567 → *************4567: the last four digits of a bank account; its length is not shown."""
    plain = re.sub(r"\s", "", number)
    return _ACCOUNT_STARS + plain[-4:] if len(plain) > 8 else _ACCOUNT_STARS


def _last_four(plain: str) -> str:
    return "*" * (len(plain) - 4) + plain[-4:] if len(plain) > 4 else "*" * len(plain)


def _wrong(character: str) -> str | None:
    category = unicodedata.category(character)
    if character in _BIDI:
        return "bidi"
    if category == "So" or character in _EMOJI_PARTS or 0x1F000 <= ord(character) <= 0x1FAFF:
        return "emoji"
    if character in _INVISIBLE or category in ("Cf", "Zl", "Zp") or ord(character) in _VARIANTS:
        return "invisible"
    if category == "Cc":
        return "control"
    if category in ("Co", "Cs") or (category == "Cn" and ord(character) not in _RARE_HAN):
        return "unreadable"
    return None


def _wrong_whole(name: str) -> str | None:
    if not name:
        return "empty"
    if len(name) > LONGEST:
        return "too_long"
    if re.search(rf"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{{{_MOST_MARKS + 1},}}", name):
        return "stacked_marks"
    if not any(character.isalpha() or ord(character) in _RARE_HAN for character in name):
        return "no_letter"
    return None
