"""Names and display masks."""

import contextlib
import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.textkit.names import clean_name, mask_account, mask_email, mask_id, mask_name, mask_phone
from fengqiao.textkit.reasons import TextRefused

SHARED = Path(os.environ.get("FENGQIAO_SHARED") or Path(__file__).resolve().parents[3] / "shared")
VECTORS = SHARED / "law/vectors/masking.csv"
MASKS = {"phone": mask_phone, "id_number": mask_id, "bank_account": mask_account, "email": mask_email}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("𠮷田", "𠮷田"),
        ("𰻝面", "𰻝面"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        (" John  Smith ", "John Smith"),
        ("José", "José"),
        ("葛\U000e0100城", "葛城"),
        ("成都（高新）公司", "成都（高新）公司"),
        ('#read("x")', '#read("x")'),
        ("{{ x }}", "{{ x }}"),
    ],
)
def test_a_real_name_stays_as_it_is(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"), ("  ", "empty"), ("x" * 61, "too_long"), ("张\u202e伟", "bidi"), ("张\u200b伟", "invisible"),
        ("张\u3164伟", "invisible"), ("张\n伟", "control"), ("张\x00伟", "control"), ("张伟😀", "emoji"),
        ("1\ufe0f\u20e3", "emoji"),
        ("z\u0301\u0302\u0303\u0304", "stacked_marks"), ("王\ue000", "unreadable"), ("王\ud800", "unreadable"),
        ("···", "no_letter"), ("123", "no_letter"),
    ],
)  # fmt: skip
def test_a_trick_in_a_name_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(TextRefused) as refused:
        clean_name(typed)
    assert refused.value.reason.code == code


@given(st.text(max_size=70))
def test_a_cleaned_name_is_clean(text: str) -> None:
    with contextlib.suppress(TextRefused):
        name = clean_name(text)
        assert clean_name(name) == name


@pytest.mark.parametrize(
    ("name", "mask"), [("张伟", "张*"), ("王小明", "王*"), ("欧阳娜娜", "欧阳*"), ("司马", "司*"), ("", "")]
)
def test_of_a_name_the_surname_stays(name: str, mask: str) -> None:
    assert mask_name(name) == mask


@pytest.mark.parametrize(
    ("masked", "shown"),
    [
        (mask_phone("13800001111"), "138****1111"),
        (mask_phone("+86 138 0000 1111"), "138****1111"),
        (mask_phone("028-85551234"), "*******1234"),
        (mask_id("510124199003050000"), "5101**********0000"),
        (mask_id("12345678"), "********"),
        (mask_account("6222 0200 0000 1234 567"), "*************4567"),
        (mask_account("1234"), "*************"),
        (mask_email("lin.li@example.cn"), "l***@example.cn"),
        (mask_email("nothing"), "***"),
    ],
)
def test_numbers_are_shown_in_part(masked: str, shown: str) -> None:
    assert masked == shown


@pytest.mark.skipif(not VECTORS.is_file(), reason=f"shared vectors are not at {SHARED} (set FENGQIAO_SHARED)")
def test_every_shared_display_mask_is_met() -> None:
    rows = [row for row in csv.DictReader(VECTORS.open(encoding="utf-8")) if row["profile"] == "display"]
    assert {row["id"]: MASKS[row["role_or_field"]](row["input"]) for row in rows} == {
        row["id"]: row["expected"] for row in rows
    }
