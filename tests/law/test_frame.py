"""The frame of the questions: strict reading of a line, and a refusal that is an answer."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from fengqiao.law import reading
from fengqiao.law.rows import TABLES, Answer, Refused, answered


def doubled(row: Mapping[str, Any]) -> Answer:
    reading.only(row, ("n",))
    yuan = reading.amount(row, "n")
    return Answer({"amount": str(2 * yuan)}, (("加倍。", "Doubled."),), "某法第1条")


def test_an_answer_has_the_id_the_value_the_steps_and_the_source() -> None:
    assert answered(doubled, '{"id": 7, "row": {"n": "1.50"}}') == {
        "id": 7,
        "value": {"amount": "3.00"},
        "steps": [{"zh": "加倍。", "en": "Doubled."}],
        "source": "某法第1条",
    }


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"id": "a"}',
        b'{"row": {"n": "1"}}',
        b'{"id": "a", "row": []}',
        b'{"id": "a", "row": {"n": NaN}}',
        b'{"id": "a", "row": {"n": "1", "n": "2"}}',
        b'{"id": "a", "row": {"n": "\xff"}}',
        b"[" * 100_000,
        b'{"id": "a", "row": {"n": ' + b"9" * 5000 + b"}}",
    ],
)
def test_a_line_that_is_no_question_is_answered_with_an_error(line: bytes) -> None:
    found = answered(doubled, line)
    assert set(found) == {"id", "error"}
    assert len(found["error"]) > 10


@pytest.mark.parametrize(
    "given",
    [
        *("-1", "+1", "1e5", "1,000", "NaN", "Infinity", "", " 1", "1.", ".5", "1.234", "１", "0", "9" * 30),
        *(1, 1.5, True, None, [], {}),
    ],
)
def test_what_is_no_amount_is_refused_with_its_key(given: object) -> None:
    found = answered(doubled, json.dumps({"id": "a", "row": {"n": given}}))
    assert "n" in found["error"]
    assert "value" not in found


@pytest.mark.parametrize("given", ["2026-02-30", "2026-13-01", "20260101", "2026-1-1", "today", "0000-01-01", 20260101])
def test_what_is_no_day_is_refused(given: object) -> None:
    with pytest.raises(Refused, match="day"):
        reading.day({"day": given}, "day")


def test_an_unknown_parameter_is_refused_with_the_known_ones() -> None:
    assert "Known: n" in answered(doubled, '{"id": 1, "row": {"n": "1", "m": "1"}}')["error"]


@pytest.mark.parametrize("identity", ["a", "", 7, 1.5, None, True])
def test_the_id_comes_back_as_it_was(identity: object) -> None:
    found = answered(doubled, json.dumps({"id": identity, "row": {"n": "1"}}))
    assert (found["id"], type(found["id"])) == (identity, type(identity))


def test_an_id_beyond_all_numbers_comes_back_as_its_digits() -> None:
    assert answered(doubled, '{"id": 1e999, "row": {"n": "1"}}')["id"] == "1E+999"


def test_a_table_that_nobody_wrote_is_not_there() -> None:
    with pytest.raises(KeyError):
        TABLES["horoscope"]
