"""Whatever stands in a row, the answer is a value or a message, never an accident."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.law.rows import TABLES, answered

KEYS = {
    "deadlines": ("rule", "start_date", "n", "unit"),
    "limitation": ("known", "injury", "instalments_due", "agreed_years", "claim", "kind", "events"),
    "jurisdiction": ("case_type", "filing_date"),
    "masking": ("profile", "role_or_field", "case_type", "input"),
}
SENSIBLE = st.sampled_from(
    [
        *(
            "appeal_judgment",
            "mediator_confirms",
            "2026-03-02",
            "2021-03-15",
            "0001-01-01",
            "9999-12-31",
            "15",
            "workday",
        ),
        *(
            "labour",
            "demand",
            "force_majeure",
            "suit_filed",
            "存款本金及利息",
            "网络购物合同, Hangzhou",
            "域名，accepted 2025-01-01",
        ),
        *("spc2016", "practice2024", "display", "publish", "document", "company", "home_address", "plate", "川A12345"),
        *("two_parties_same_result", "王小明;王大力", "\ud800", "\x00", "１５", "²", "家事"),
    ]
)
LEAVES = SENSIBLE | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner))


@pytest.mark.parametrize("table", KEYS)
@settings(max_examples=300)
@given(data=st.data())
def test_a_row_of_anything_is_answered(table: str, data: st.DataObject) -> None:
    row: dict[str, Any] = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS[table], VALUES)))
    found = answered(TABLES[table], json.dumps({"id": 1, "row": row}))
    assert set(found) in ({"id", "error"}, {"id", "value", "steps", "source"})
    assert found.get("error") or found["source"]


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(("demand", "suit_filed", "force_majeure", "controlled_by_debtor")),
        st.dates().map(str),
        st.dates().map(str),
    ).map(list),
    max_size=5,
)


@settings(max_examples=300)
@given(st.dates().map(str), st.sampled_from(("general", "labour")), EVENTS)
def test_any_course_of_events_is_answered(known: str, kind: str, events: list[list[str]]) -> None:
    row = {"known": known, "kind": kind, "events": events}
    found = answered(TABLES["limitation"], json.dumps({"id": 1, "row": row}))
    assert found.get("error") or found["value"]["last_day"] > known
