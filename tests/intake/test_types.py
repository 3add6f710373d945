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


def broken(folder: Path, code: str, *changes: tuple[str, str]) -> tuple[Path, list[int]]:
    """Write a shipped type with these changes; return the file and the line of each change."""
    text = (FOLDER / f"{code}.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / f"{code}.yaml"
    path.write_text(text)
    return path, [text[: text.index(new)].count("\n") + 1 for _old, new in changes]


def test_faults_are_listed_with_their_lines(tmp_path: Path) -> None:
    path, lines = broken(tmp_path, "online_service", ("formula: paid\n", "formula: __import__('os')\n"))
    assert [(fault.line, fault.text[:7]) for fault in check_file(path)] == [(lines[0], "formula")]


def test_a_dozen_faults_are_a_dozen_lines(tmp_path: Path) -> None:
    changes = {
        ('cause_number: "88.8"', 'cause_number: "999.9"'): "cause_number 999.9 is not in the table",
        ("    element: receipt", "    element: nowhere"): "there is no element nowhere",
        ("prefill: first_date", "prefill: guess"): "prefill guess is unknown",
        ("    - id: received_on\n", "    - id: Received-On\n"): "must be small letters",
        ("when: {problem: no_return}\n      kind", "when: {problem: no_retrun}\n      kind"): "has no answer no_retrun",
        ("when: {asked: [", "when: {askde: ["): "the guide has no question askde",
        (
            "      escape: {zh: 不记得, en: Do not remember}\n  findings",
            "      escpae: {zh: 不, en: x}\n  findings",
        ): "escpae",
        ("consumer-44", "consumer-four"): "article:",
        ("network-consumption-10", "network-consumption-99"): "article:",
        ("deadlines/no_reason_return", "deadlines/seven_days"): "is no time limit of the law",
        (
            "贵店购买商品（订单号{order}），支付{paid}元，",
            "贵店购买商品{ordre}{order}{paid}",
        ): "must have the same places",
        ("zh: 商品完好。现依照", 'zh: "商品完好 }。现依照'.replace('"', "")): "a brace without its partner",
        ("ways: [talk, platform", "ways: [talk, prayer"): "way prayer is unknown",
        ("strength: usual", "strength: 80%"): "strength 80% is unknown",
    }
    path, lines = broken(tmp_path, "online_shopping", *changes)
    found = [(fault.line, fault.text) for fault in check_file(path)]
    for line, words in zip(lines, changes.values(), strict=True):
        assert [text for number, text in found if number == line and words in text], (
            line,
            words,
            found,
        )
    assert len(found) >= len(changes)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    - id: fake\n", "    - id:  faulty\n", "finding faulty stands twice"),
        (
            "    - {use: received, screen: 1}",
            "    - {use: recieved, screen: 1}",
            "the application has no question recieved",
        ),
        ("    - {use: paid, screen: 3}", "    - {use: paid, screen: 1}", "comes after screen"),
        ('when: {received: "yes"}', 'when: {asked: "yes"}', "is not answered before screen"),
        (
            "when: {problem: no_return, goods: other}\n      says",
            "when: {problem: faulty, goods: other}\n      says",
            "nobody reaches",
        ),
        (
            "      when: {problem: no_return}\n      title",
            "      when: {problem: other}\n      title",
            "gets no letter",
        ),
        (
            "{zh: 七天从签收的第二天开始数。, en: The seven days count from the day after.}",
            "{zh: 七天}",
            "en is missing",
        ),
        ("      from: received_on", "      from: paid", "is no date that the guide asks"),
        ("for: [fake]", "for: [fkae]", "there is no finding fkae"),
        ("  icon: bag", "  icon: bag\n  icon: shop", "key icon stands twice"),
        ("version: 2026-01-01", "version: 01.01.2026", "must be a date"),
        (
            "strength: clear\n      articles: [consumer-44",
            "strength: clear\n      sure: 80%\n      articles: [consumer-44",
            "unknown key sure",
        ),
        ("找不到商家、商家关店了，", "百分之 80% 能赢，", "never as a percentage"),
    ],
)
def test_a_fault_of_the_guide_names_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    path, (line,) = broken(tmp_path, "online_shopping", (old, new))
    found = check_file(path)
    assert [fault for fault in found if words in fault.text], found
    near = min(abs(fault.line - line) for fault in found if words in fault.text)
    assert near <= 4 or "gets no letter" in words, (line, found)


def test_a_guide_of_more_than_ten_screens_is_refused(tmp_path: Path) -> None:
    more = "".join(
        f"    - {{id: more{n}, screen: {n}, kind: yesno, ask: {{zh: 问, en: Q}}, escape: {{zh: 不, en: No}}}}\n"
        for n in range(5, 14)
    )
    path, _lines = broken(
        tmp_path, "online_shopping", ("  findings:\n    - id: not_sent", f"{more}  findings:\n    - id: not_sent")
    )
    assert [fault.text.partition(":")[0] for fault in check_file(path)] == [
        "the longest way has 15 screens, at most 10"
    ]


def test_a_file_in_another_encoding_or_too_big_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("code: x\ntitle: 网".encode("gbk"))
    assert [(fault.line, fault.text[:9]) for fault in check_file(path)] == [(2, "not UTF-8")]
    path.write_text("x" * 300_000)
    assert [fault.text[:7] for fault in check_file(path)] == ["too big"]
    path.write_text("[" * 5000)
    assert len(check_file(path)) == 1


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
        ("充电宝爆炸把手烧伤了", "product_liability"),
        ("朋友借了我两万块钱不还", "private_lending"),
        ("网贷利息太高，还不上了", "financial_loan"),
        ("信用卡被盗刷了三千", "credit_card"),
        ("有人在网上造谣骂我", "online_personality"),
        ("游戏账号被封了", "virtual_property"),
        ("健身房关门了，卡里还有钱", "prepaid_service"),
        ("the gym closed and my card is worth nothing", "prepaid_service"),
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
