"""Publication of papers and masking in them: 法释〔2016〕19号, the practice since 2024, and display on screens.

The rule for each role and field is data; the work on text is ``textkit``. A masked copy never replaces the original.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fengqiao.law.periods import Sentence
from fengqiao.law.refusal import Refused
from fengqiao.law.table import UNVERIFIED_ZH, Entry, load
from fengqiao.textkit import names, publishing

PROFILES = ("spc2016", "practice2024", "court2013", "display")
_FAMILY = (
    "家事",
    "婚姻",
    "家庭",
    "离婚",
    "继承",
    "抚养",
    "赡养",
    "扶养",
    "收养",
    "监护",
    "同居",
    "分家",
    "婚约",
    "彩礼",
)
_CERTIFICATES = (("不动产权", "不动产权证"), ("房", "房屋所有权证"), ("土地", "土地使用证"), ("国用", "土地使用证"))


@dataclass(frozen=True, slots=True)
class Masked:
    """The text as it may be shown, why, and the source."""

    text: str
    steps: tuple[Sentence, ...]
    source: str


def fields(profile: str) -> tuple[str, ...]:
    """Roles and fields that a profile knows."""
    return tuple(_newest(profile).value["fields"])


def masked(profile: str, field: str, case_type: str, text: str, rest: str = "") -> Masked:
    """One name or field under a profile; ``rest`` overrides what stands for a given name (某 or 某某).

    Refused when the text holds nothing that this field could be.
    """
    entry = _newest(profile)
    rule = entry.value["fields"][field]
    doubtful = rule.get("unverified") or not entry.verified
    source = f"{entry.source}{rule['article']}" + (f"（{UNVERIFIED_ZH}）" if doubtful else "")
    if not text.strip():
        raise Refused("内容是空的。请填写要遮蔽的文字。", "The text is empty. Give what is to be masked.")
    if rule["do"] == "keep" or (rule.get("when") == "family" and not _is_family(case_type)):
        return Masked(text, ((f"保留，不遮蔽（{source}）。", f"Kept as it is ({entry.source_en})."),), source)
    if rule.get("number") and not publishing.has_digits(text):
        raise _nothing_found(field, text)
    way = _Way(field, rest or entry.value["rest"], load(f"masking/{profile}").about["marks"])
    result = _DOING[rule["do"]](text, way)
    return Masked(result, (_step(rule["do"] if result else "delete", source, entry),), source)


def publication(document: str) -> Masked:
    """Whether a paper of this name is published: ``NOT_PUBLISHED`` or ``PUBLISHED_AFTER_MASKING`` (第3条, 第4条)."""
    entry = _newest("publish")
    for row in entry.value:
        if any(word in document for word in row["words"]) and not any(word in document for word in row.get("but", ())):
            source = f"{entry.source}{row['article']}"
            return Masked(row["answer"], ((f"{row['zh']}（{source}）。", f"{row['en']} ({entry.source_en})."),), source)
    raise Refused(
        f"看不出“{document[:40]}”是哪一类文书。请写明判决书、裁定书、调解书、支付令或者决定书。",
        f"{document[:40]!r} names no kind of paper. Write 判决书, 裁定书, 调解书, 支付令 or 决定书 in it.",
    )


def masked_paper(text: str, aliases: Mapping[str, str]) -> str:
    """The text of a whole paper with every name replaced; Refused when a name or a personal number still shows."""
    result = publishing.replaced(text, aliases)
    left = publishing.leaks(result, [name for name, alias in aliases.items() if name not in alias])
    if left:
        raise Refused(
            f"遮蔽后仍能看到：{'、'.join(left)}。请补充要替换的内容后再公布。",
            f"Still visible after masking: {', '.join(left)}. Add what is to be replaced before publishing.",
        )
    return result


@dataclass(frozen=True, slots=True)
class _Way:
    field: str
    rest: str
    marks: str


def _newest(profile: str) -> Entry:
    return load(f"masking/{profile}").entries[-1]


def _is_family(case_type: str) -> bool:
    return any(word in case_type for word in _FAMILY)


def _told_apart(text: str, way: _Way) -> str:
    parties = [name.strip() for name in text.replace("；", ";").split(";") if name.strip()]
    if len(parties) < 2:
        raise Refused(
            f"“{way.field}”要有两个以上姓名，用分号隔开，例如 王小明;王大力。",
            f"{way.field} needs two or more names with a semicolon between them, for example 王小明;王大力.",
        )
    marks: Sequence[str] = publishing.STEMS if way.marks == "stems" else ()
    return ";".join(publishing.told_apart([publishing.family_name_only(name, way.rest) for name in parties], marks))


def _plate(text: str, way: _Way) -> str:
    if not publishing.has_plate(text):
        raise _nothing_found(way.field, text)
    return publishing.plate_crossed_out(text)


def _certificate(text: str, way: _Way) -> str:
    kind = next((kind for word, kind in _CERTIFICATES if word in text), "权属证书")
    return f"{publishing.CROSSES}号{kind}"


_DOING: Mapping[str, Callable[[str, _Way], str]] = {
    "family_name": lambda text, way: publishing.family_name_only(text, way.rest),
    "first_character": lambda text, way: publishing.first_character_only(text, way.rest),
    "first_letter": lambda text, way: publishing.first_letter_only(text),
    "told_apart": _told_apart,
    "trade_name": lambda text, way: publishing.without_trade_name(text),
    "delete": lambda text, way: "",
    "cross_out": lambda text, way: publishing.crossed_out(text),
    "plate": _plate,
    "certificate": _certificate,
    "county": lambda text, way: publishing.up_to_county(text),
    "shown_name": lambda text, way: names.mask_name(text),
    "shown_phone": lambda text, way: names.mask_phone(text),
    "shown_id": lambda text, way: names.mask_id(text),
    "shown_email": lambda text, way: names.mask_email(text),
    "shown_account": lambda text, way: names.mask_account(text),
}

_DONE: Mapping[str, Sentence] = {
    "family_name": ("只保留姓氏", "Only the family name is kept"),
    "first_character": ("只保留第一个字", "Only the first character is kept"),
    "first_letter": ("只保留第一个字母", "Only the first letter is kept"),
    "told_apart": ("只保留姓氏，重复的加以区分", "Only family names are kept, and equal results told apart"),
    "trade_name": ("隐去字号，保留地域、行业和组织形式", "The trade name goes; place, trade and legal form stay"),
    "delete": ("整项删除", "The whole item is deleted"),
    "cross_out": ("号码以×代替", "The number is replaced by ×"),
    "plate": ("号牌以×代替，保留省份简称", "The plate is replaced by ×; the province stays"),
    "certificate": ("证号以×代替", "The number of the certificate is replaced by ×"),
    "county": ("住址保留到县、区", "The address is kept down to the county"),
}


def _step(done: str, source: str, entry: Entry) -> Sentence:
    zh, en = _DONE.get(done, ("部分以星号代替", "Partly replaced by asterisks"))
    return f"{zh}（{source}）。", f"{en} ({entry.source_en})."


def _nothing_found(field: str, text: str) -> Refused:
    return Refused(
        f"在“{text[:40]}”里没有找到“{field}”应有的号码。请核对类别和内容。",
        f"{text[:40]!r} holds no number that could be {field}. Check the field and the text.",
    )
