"""Basis codes, consents and case numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.law import citations, consents
from fengqiao.law.case_numbers import find_case_numbers, format_case_number, kind_of, parse_case_number
from fengqiao.law.citations import citation

NEEDED = {
    "mediation/online-rules": [4, 5, *range(8, 26)],
    "mediation/invited": [2, 15, 16, 18, 22, 24, 26],
    "mediation/peoples-law": [17, 23, 26, 29, 30, 33],
    "confirmation/cpl": [205, 206, 90, 185, 187],
    "confirmation/cpl-interpretation": [*range(351, 359), 372],
    "confirmation/peoples": [4, 5],
    "litigation/online-rules": [4, 5, 7, 29, 31, 33],
    "signature/e-signature": [13, 14],
    "privacy/pipl": [14, 15, 17, 24, 28, 29, 44, 47],
    "cpl-interpretation": [135, 136, 137],
}
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize("code", [f"{prefix}-{n}" for prefix, articles in NEEDED.items() for n in articles])
def test_every_basis_of_the_main_road_resolves(code: str) -> None:
    assert citation(code).article == int(code.rpartition("-")[2])


def test_a_citation_reads_well_in_both_languages() -> None:
    found = citation("confirmation/cpl-205")
    assert (found.zh, found.en) == ("《民事诉讼法》第二百零五条", "Civil Procedure Law, Art. 205")


def test_the_same_rule_name_means_another_act_in_another_area() -> None:
    assert citation("mediation/online-rules-4").act != citation("litigation/online-rules-4").act


@pytest.mark.parametrize(
    "code", ["", "mediation", "mediation/online-rules", "mediation/online-rules-", "x-1", "cpl-9999"]
)
def test_an_unknown_basis_is_refused(code: str) -> None:
    with pytest.raises(LookupError):
        citation(code)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (4, "四"),
        (10, "十"),
        (19, "十九"),
        (90, "九十"),
        (117, "一百一十七"),
        (205, "二百零五"),
        (300, "三百"),
        (1005, "一千零五"),
        (1010, "一千零一十"),
        (1025, "一千零二十五"),
        (1195, "一千一百九十五"),
        (1200, "一千二百"),
    ],
)
def test_article_numbers_are_written_as_statutes_do(number: int, written: str) -> None:
    assert citations.numeral_zh(number) == written


@pytest.mark.parametrize("code", consents.codes())
def test_each_consent_says_what_follows_and_how_to_withdraw(code: str) -> None:
    text = consents.consent_text(code, TODAY)
    assert all(
        (text.what_zh, text.what_en, text.consequence_zh, text.consequence_en, text.withdraw_zh, text.withdraw_en)
    )
    assert all(citation(basis) for basis in text.basis)
    assert consents.consent_version(code, text.version) == text


def test_electronic_delivery_has_a_scope_to_choose() -> None:
    scope = consents.consent_text("electronic_delivery", TODAY).scope
    assert [choice.code for choice in scope] == ["notices", "rulings", "later_instances"]


def test_an_unknown_version_of_a_consent_is_refused() -> None:
    with pytest.raises(LookupError, match="Versions"):
        consents.consent_version("online_mediation", date(1999, 1, 1))


def test_a_case_number_is_printed_with_full_width_brackets() -> None:
    assert format_case_number(2026, "川0000", "诉前调", 1286) == "（2026）川0000诉前调1286号"


@pytest.mark.parametrize("text", ["（2026）川0000民特318号", "(2026)川0000民特318号", " （２０２６）川00民特１号 "])
def test_half_width_brackets_and_full_width_digits_are_read(text: str) -> None:
    found = parse_case_number(text)
    assert found is not None
    assert (found.year, found.kind) == (2026, "民特")


@pytest.mark.parametrize(
    "text", ["", "2026川0000民特318号", "（2026）民特318号", "（2026）川0000民特0号", "（2026）川0000民特318"]
)
def test_what_is_not_a_case_number_is_not_read(text: str) -> None:
    assert parse_case_number(text) is None


@given(st.integers(1949, 2999), st.from_regex(r"川[0-9]{4}", fullmatch=True), st.integers(1, 99_999_999))
def test_a_printed_case_number_is_found_again(year: int, court: str, serial: int) -> None:
    number = format_case_number(year, court, "民特", serial)
    assert [str(found) for found in find_case_numbers(f"见{number}裁定")] == [number]


@pytest.mark.parametrize(
    "parts",
    [(26, "川0000", "民特", 1), (2026, "四川", "民特", 1), (2026, "川0000", "", 1), (2026, "川0000", "民特", 0)],
)
def test_impossible_parts_are_refused(parts: tuple[int, str, str, int]) -> None:
    with pytest.raises(ValueError, match="is not a"):
        format_case_number(*parts)


def test_the_kind_follows_the_procedure() -> None:
    assert (kind_of("mediation", TODAY), kind_of("confirmation", TODAY)) == ("诉前调", "民特")
