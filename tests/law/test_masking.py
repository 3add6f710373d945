"""Masking: every shared row, the difference between profiles, whole papers, and what is refused."""

import pytest

from fengqiao.law.masking import PROFILES, fields, masked, masked_paper
from fengqiao.law.refusal import Refused

from .asking import ask, refused, vectors


def shown(profile: str, field: str, text: str, case_type: str = "家事") -> str:
    row = {"profile": profile, "role_or_field": field, "case_type": case_type, "input": text}
    found = ask("masking", row)
    assert "value" in found, found
    result: str = found["value"]["text"]
    return result


@pytest.mark.parametrize("vector", vectors("masking"), ids=lambda vector: vector["id"])
def test_every_row_is_met(vector: dict[str, str]) -> None:
    found = ask("masking", {key: vector[key] for key in ("profile", "role_or_field", "case_type", "input")})
    assert (found.get("value"), found.get("error")) == ({"text": vector["expected"]}, None)
    assert found["source"]
    assert found["steps"]


@pytest.mark.parametrize(
    ("profile", "field", "text", "result"),
    [
        ("spc2016", "party_natural", "欧阳娜娜", "欧阳某"),
        ("spc2016", "party_natural_minority", "阿依古丽·买买提", "阿某"),
        ("spc2016", "party_foreign_latin", "John Smith", "J"),
        ("spc2016", "two_parties_same_surname", "王小明;王大力;李强", "王某1;王某2;李某"),
        ("court2013", "two_parties_same_surname", "王小明;王大力", "王某甲;王某乙"),
        ("practice2024", "two_parties_same_result", "王小明；王大力", "王某某1;王某某2"),
        ("practice2024", "legal_representative", "张建国", "张某某"),
        ("spc2016", "legal_representative", "张建国", "张建国"),
        ("spc2016", "minor_party", "赵小乐", "赵某"),
        ("spc2016", "witness", "钱多", "钱某"),
        ("spc2016", "health", "患有糖尿病", ""),
        ("spc2016", "birth_date", "1990年3月5日出生", "1990年3月5日出生"),
        ("spc2016", "home_address", "301室", ""),
        ("display", "party_natural", "王小明", "王*"),
        ("display", "email", "lin.li@example.cn", "l***@example.cn"),
    ],
)
def test_each_profile_shows_its_own_part(profile: str, field: str, text: str, result: str) -> None:
    assert shown(profile, field, text) == result


@pytest.mark.parametrize("field", ["party_natural", "party_natural_minority", "party_foreign_translit"])
def test_a_party_to_a_contract_keeps_the_name_in_2016_but_not_since_2024(field: str) -> None:
    assert shown("spc2016", field, "王小明", "买卖合同") == "王小明"
    assert shown("practice2024", field, "王小明", "买卖合同") == "王某某"


def test_an_article_that_was_not_read_in_full_is_marked() -> None:
    assert "待核" in masked("spc2016", "two_parties_same_result", "家事", "王小明;王大力").source
    assert "待核" not in masked("spc2016", "party_natural", "家事", "王小明").source


def test_an_address_without_a_county_is_deleted_and_says_so() -> None:
    found = masked("spc2016", "home_address", "家事", "301室")
    assert (found.text, found.steps[0][1][:22]) == ("", "The whole item is dele")


def test_the_setting_chooses_between_one_and_two_characters() -> None:
    assert masked("practice2024", "party_natural", "买卖合同", "王小明", rest="某").text == "王某"


@pytest.mark.parametrize("profile", PROFILES)
def test_judges_and_case_numbers_are_never_masked(profile: str) -> None:
    assert shown(profile, "judge", "审判员 陈明") == "审判员 陈明"
    assert shown(profile, "case_number", "（2026）川0000民初123号") == "（2026）川0000民初123号"


@pytest.mark.parametrize(
    ("paper", "answer"),
    [
        ("变更抚养关系纠纷民事判决书", "NOT_PUBLISHED"),
        ("离婚后财产纠纷民事判决书", "PUBLISHED_AFTER_MASKING"),
        ("管辖异议民事裁定书", "PUBLISHED_AFTER_MASKING"),
        ("国家赔偿决定书", "PUBLISHED_AFTER_MASKING"),
        ("未成年人犯罪刑事判决书", "NOT_PUBLISHED"),
    ],
)
def test_the_kind_of_paper_decides_on_publication(paper: str, answer: str) -> None:
    assert shown("publish", "document", "(any)", paper) == answer


def test_a_whole_paper_shows_no_name() -> None:
    aliases = {"王小明": "王某1", "王小": "王某2"}
    assert masked_paper("原告王小明，被告王小。", aliases) == "原告王某1，被告王某2。"


def test_a_number_left_in_a_paper_stops_it() -> None:
    with pytest.raises(Refused, match="phone"):
        masked_paper("原告王小明，电话13800001111", {"王小明": "王某"})


@pytest.mark.parametrize(
    ("profile", "field", "text"),
    [
        ("spc2017", "party_natural", "王小明"),
        ("spc2016", "party", "王小明"),
        ("display", "document", "判决书"),
        ("publish", "phone", "13800001111"),
        ("publish", "document", "(any)"),
        ("spc2016", "party_natural", ""),
        ("spc2016", "party_natural", "  "),
        ("spc2016", "phone", "联系电话"),
        ("spc2016", "plate", "12345"),
        ("spc2016", "two_parties_same_result", "王小明"),
        ("spc2016", "party_natural", "王" * 10_001),
    ],
)
def test_what_cannot_be_masked_is_refused(profile: str, field: str, text: str) -> None:
    row = {"profile": profile, "role_or_field": field, "case_type": "家事", "input": text}
    assert len(refused("masking", row)) > 20


@pytest.mark.parametrize("key", ["profile", "role_or_field", "case_type", "input"])
def test_every_column_must_be_a_text(key: str) -> None:
    row = {"profile": "spc2016", "role_or_field": "judge", "case_type": "any", "input": "陈明"}
    assert key in refused("masking", {**row, key: 5})
    assert key in refused("masking", {name: text for name, text in row.items() if name != key})


@pytest.mark.parametrize("profile", ["spc2016", "practice2024", "court2013"])
def test_the_published_profiles_know_the_same_fields(profile: str) -> None:
    assert set(fields(profile)) == set(fields("spc2016"))
