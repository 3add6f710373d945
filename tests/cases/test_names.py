"""How a case is called before it has a number."""

from __future__ import annotations

from cast import Cast
from story import Story

from fengqiao.cases.personal import own_case_data
from fengqiao.textkit.codes import shown


def test_a_case_without_a_number_is_called_by_its_code(cast: Cast) -> None:
    case = Story(cast).case
    assert str(case) == shown("7K3M92")
    case.number = "（2026）川0000诉前调1号"
    assert str(case) == "（2026）川0000诉前调1号"


def test_the_own_data_of_a_party_name_the_case_by_code(cast: Cast) -> None:
    Story(cast)
    assert [row["case"] for row in own_case_data(cast.ali)["takes_part_in"]] == [shown("7K3M92")]
