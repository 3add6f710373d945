"""Rows of jurisdiction: ``case_type``, ``filing_date`` → ``internet_court``.

What follows a comma in ``case_type`` are circumstances: where it is filed, a foreign party, an earlier acceptance, a
standard clause. Anything else is refused, because an answer that passed over it might be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from fengqiao.law import reading
from fengqiao.law.jurisdiction import Filing, case_type, covers, internet_court
from fengqiao.law.refusal import Refused
from fengqiao.law.rows import Answer

_KEYS = ("case_type", "filing_date")
_COMMA = re.compile(r"[,，;；]\s*")
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_FOREIGN = re.compile(
    r"foreign part(?:y|ies)|(?:Hong Kong|Macao|Taiwan) part(?:y|ies)|涉外|涉港澳台|涉港|涉澳|涉台|外国当事人"
)
_CLAUSE = re.compile(
    r".*standard[- ]form.*clause.*(?:not highlighted|not pointed out|hidden)"
    r"|.*格式条款.*(?:未|没有).*(?:提示|说明|注意)"
)
_ACCEPTED = re.compile(rf"(?:accepted(?: on)?|受理于|已受理)\s*{_DAY}|{_DAY}\s*(?:已受理|受理)")
_HEARD = re.compile(r"(?:heard|tried)(?: in| on)? [0-9-]{7,10}|[0-9-]{7,10}\s*(?:开庭|审理)")
_PLACE = re.compile(
    r"(?:filed in|in|在|向)\s*([A-Z][A-Za-z' ]{1,40}|[\u4e00-\u9fff]{2,12}?)(?:起诉|立案|提起诉讼|法院起诉)?"
)


def answer(row: Mapping[str, Any]) -> Answer:
    """Whether an internet court hears the case of one row; Refused for whatever is not a question of this table."""
    reading.only(row, _KEYS)
    words = reading.text(row, "case_type").strip()
    on = reading.day(row, "filing_date")
    kind, *circumstances = _COMMA.split(words)
    filing = Filing(case_type(kind), on)
    for circumstance in filter(None, (text.strip() for text in circumstances)):
        filing = _with(filing, circumstance)
    found = internet_court(filing)
    return Answer({"internet_court": found.answer}, found.steps, found.source)


def _with(filing: Filing, words: str) -> Filing:
    for pattern, add in _CIRCUMSTANCES:
        if match := pattern.fullmatch(words):
            return add(filing, match)
    if covers(words, filing.on):
        return replace(filing, place=words)
    raise Refused(
        f"看不懂案件情况“{reading.shown(words)}”。可以写：在某地起诉、涉外、某日已受理、格式条款未提示；没有就不写。",
        f"The circumstance {reading.shown(words)!r} is not understood. Write: filed in CITY, foreign party, accepted "
        "DATE, standard-form clause not highlighted; or leave it out.",
    )


def _accepted(filing: Filing, match: re.Match[str]) -> Filing:
    accepted = reading.as_day(match.group(1) or match.group(2), "case_type")
    if accepted > filing.on:
        raise Refused(
            f"受理日期{accepted}晚于{filing.on}。请核对两个日期。",
            f"Accepted on {accepted} is later than {filing.on}. Check both days.",
        )
    return replace(filing, accepted_on=accepted)


_CIRCUMSTANCES: tuple[tuple[re.Pattern[str], Callable[[Filing, re.Match[str]], Filing]], ...] = (
    (_FOREIGN, lambda filing, match: replace(filing, foreign=True)),
    (_CLAUSE, lambda filing, match: replace(filing, clause_hidden=True)),
    (_ACCEPTED, _accepted),
    (_HEARD, lambda filing, match: filing),
    (_PLACE, lambda filing, match: replace(filing, place=match.group(1))),
)
