"""Causes of action: every shared row, versions, other names."""

from datetime import date

import pytest

from fengqiao.law.causes import cause, causes, heading, named, searched

from .asking import vectors

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("row", vectors("causes_2026"), ids=lambda row: row["number"])
def test_every_row_is_met(row: dict[str, str]) -> None:
    found = cause(row["number"], TODAY)
    levels = tuple(row[f"level{level}"] for level in (1, 2, 3, 4) if row[f"level{level}"])
    assert (found.levels, found.group) == (levels, row["platform_group"])
    assert found.entry.mark == "待核"


def test_the_table_has_the_rows_of_the_list_and_no_other() -> None:
    assert set(causes(TODAY)) == {row["number"] for row in vectors("causes_2026")}


def test_the_number_is_shown_as_the_provisions_print_it() -> None:
    assert cause("88.8", TODAY).shown_number == "88(8)"
    assert cause("6", TODAY).shown_number == "6"


@pytest.mark.parametrize("words", ["网购合同纠纷", "网络购物合同", "信息网络买卖合同纠纷", "信息网络买卖合同"])
def test_other_names_lead_to_the_cause(words: str) -> None:
    found = named(words, TODAY)
    assert found is not None
    assert (found.number, found.version) == ("88.8", date(2026, 1, 1))


def test_an_unknown_name_leads_nowhere() -> None:
    assert named("邻居吵架", TODAY) is None
    assert searched("", TODAY) == ()
    assert {item.number for item in searched("域名", TODAY)} == {"162.1", "162.2", "162.3", "175.1", "175.2"}


def test_the_version_begins_with_2026() -> None:
    assert cause("448", date(2026, 1, 1)).name == "申请司法确认调解协议"
    with pytest.raises(LookupError, match="begins on 2026-01-01"):
        cause("448", date(2025, 12, 31))
    with pytest.raises(LookupError, match="no cause"):
        cause("9999", TODAY)


def test_a_third_level_is_known_by_the_fourth_levels_below_it() -> None:
    assert heading("142", TODAY) == "服务合同纠纷"
    assert heading("142.14", TODAY) == "网络服务合同纠纷"
    with pytest.raises(LookupError):
        heading("999", TODAY)
