"""Rows of masking: ``profile``, ``role_or_field``, ``case_type``, ``input`` → ``text``.

``publish`` with ``document`` says whether a paper is published; its name stands in ``case_type``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.law import masking, reading
from fengqiao.law.refusal import Refused
from fengqiao.law.rows import Answer

_KEYS = ("profile", "role_or_field", "case_type", "input")
_LONGEST = 10_000


def answer(row: Mapping[str, Any]) -> Answer:
    """The masked text of one row; Refused for whatever is not a question of this table."""
    reading.only(row, _KEYS)
    profile = reading.text(row, "profile", (*masking.PROFILES, "publish"))
    field = reading.text(row, "role_or_field", ("document",) if profile == "publish" else masking.fields(profile))
    case_type, text = reading.text(row, "case_type"), reading.text(row, "input")
    if len(text) > _LONGEST:
        raise Refused(
            f"“input”超过{_LONGEST}字。这里只遮蔽一个姓名或者一项内容，请分开。",
            f"input has more than {_LONGEST} characters. One name or field is masked at a time; split it.",
        )
    if profile == "publish":
        found = masking.publication(case_type)
    else:
        found = masking.masked(profile, field, case_type, text)
    return Answer({"text": found.text}, found.steps, found.source)
