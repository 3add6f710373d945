"""Dispute types: shipped files are sound, faults are told all at once with their lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fengqiao.intake.arithmetic import BadFormula, formula
from fengqiao.intake.types import FOLDER, check_file, current_types, dispute_type
from fengqiao.textkit.kinds import KindTerms, suggest

DAY = date(2026, 11, 9)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_type_has_no_fault(path: Path) -> None:
    assert check_file(path) == []


def test_faults_are_listed_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "online_service.yaml"
    text = (FOLDER / "online_service.yaml").read_text("utf-8")
    path.write_text(
        text.replace("kind: yesno", "kind: maybe").replace("formula: paid\n", "formula: __import__('os')\n")
    )
    line = text[: text.index("formula: paid\n")].count("\n") + 1
    assert [(fault.line, fault.text[:7]) for fault in check_file(path)] == [(line, "formula")]


@pytest.mark.parametrize("text", ["", "- a", "code: [", "code: x\n", "a: &a [*a]", "\x00", "code: 1\nquestions: 3"])
def test_a_file_that_is_no_type_at_all_has_a_fault_and_never_breaks(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text)
    assert check_file(path)


def test_a_version_is_found_again_by_its_date() -> None:
    kind = current_types(DAY)[0]
    assert dispute_type(kind.code, kind.version.isoformat()) == kind
    with pytest.raises(LookupError):
        dispute_type(kind.code, "1999-01-01")


def test_no_type_is_in_force_before_its_version() -> None:
    assert current_types(date(2020, 1, 1)) == ()


@pytest.mark.parametrize(
    ("story", "code"),
    [
        ("九月在网上报了剪辑课，上了十二节，要退剩下的钱", "online_service"),
        ("孩子打游戏充值了三千块，平台不退", "online_service"),
        ("视频会员自动续费扣了我的钱", "online_service"),
        ("网上买的鞋是假货，商家不给退货", "online_shopping"),
        ("下单十天还没发货，卖家不理人", "online_shopping"),
        ("快递送来的手机是坏的", "online_shopping"),
    ],
)
def test_own_words_suggest_the_kind(story: str, code: str) -> None:
    kinds = [KindTerms(kind.code, kind.terms) for kind in current_types(DAY)]
    assert suggest(story, kinds)[0].code == code


@pytest.mark.parametrize(
    ("text", "shown", "amount"),
    [
        ("paid * (total - used) / total", "4,980 × (60 − 12) ÷ 60", "3984.00"),
        ("paid + max(paid * 3, 500)", "4,980 + 4,980 × 3", "19920.00"),
        ("paid - (total - used)", "4,980 − (60 − 12)", "4932.00"),
        ("used + max(used * 3, 500)", "12 + 500", "512.00"),
        ("paid / 7", "4,980 ÷ 7", "711.43"),
    ],
)
def test_arithmetic_is_shown_as_people_write_it(text: str, shown: str, amount: str) -> None:
    answers = {"paid": Decimal(4980), "total": Decimal(60), "used": Decimal(12)}
    assert (formula(text).shown(answers), formula(text).value(answers)) == (shown, Decimal(amount))


@pytest.mark.parametrize(
    "text", ["paid.real", "f(paid)", "paid ** 9", "1.5", "'a'", "[paid]", "lambda: 1", "(", "max(1)"]
)
def test_a_formula_is_arithmetic_and_nothing_else(text: str) -> None:
    with pytest.raises(BadFormula):
        formula(text)


@pytest.mark.parametrize(
    "answers", [{}, {"paid": "1", "total": "0", "used": "0"}, {"paid": "1", "total": "2", "used": "2"}]
)
def test_nothing_is_proposed_where_nothing_sensible_comes(answers: dict[str, str]) -> None:
    numbers = {name: Decimal(value) for name, value in answers.items()}
    assert formula("paid * (total - used) / total").value(numbers) is None
