"""Identity numbers, credit codes and mobile numbers: which rule of which digits failed."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from fengqiao.people.contacts import clean_address, clean_phone, mask_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.numbers import age, check_credit_code, check_id_number, is_minor

TODAY = date(2026, 11, 9)
GOOD = "510104199003070023"
COMPANY = "91510100MA0000000H"


def refusal(check: object, *args: object, **kwargs: object) -> str:
    """Return the English sentence of the refusal."""
    with translation.override("en"), pytest.raises(NotAccepted) as caught:
        check(*args, **kwargs)  # type: ignore[operator]
    with translation.override("en"):
        return str(caught.value.message)


@pytest.mark.parametrize(
    "typed", [GOOD, f" {GOOD[:6]} {GOOD[6:14]} {GOOD[14:]} ", "51010419900307002３", "11010519491231002x"]
)
def test_a_right_number_is_taken_over_as_people_type_it(typed: str) -> None:
    assert len(check_id_number(typed, on=TODAY).number) == 18


def test_the_birth_date_comes_from_the_number() -> None:
    assert check_id_number(GOOD, on=TODAY).birth_date == date(1990, 3, 7)


@pytest.mark.parametrize("place", range(17))
def test_one_wrong_digit_anywhere_is_found(place: int) -> None:
    wrong = GOOD[:place] + str((int(GOOD[place]) + 1) % 10) + GOOD[place + 1 :]
    assert refusal(check_id_number, wrong, on=TODAY)


@pytest.mark.parametrize("place", [index for index in range(17) if GOOD[index] != GOOD[index + 1]])
def test_two_neighbours_swapped_are_found(place: int) -> None:
    wrong = GOOD[:place] + GOOD[place + 1] + GOOD[place] + GOOD[place + 2 :]
    assert refusal(check_id_number, wrong, on=TODAY)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "It stands on the card"),
        ("510104900307002", "15 digits"),
        ("5101041990030700", "this one has 16"),
        ("51010419900307O023", "Character 15 is O"),
        ("X10104199003070023", "Character 1 is X"),
        ("510104199013070023", "19901307, are not a date"),
        ("51010420270307003X", "20270307, are a day in the future"),
        ("510104188003070023", "more than 130 years"),
        ("990104199003070023", "The first two digits, 99"),
        ("510104199003070024", "The last digit does not fit"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "Character 1 is"),
    ],
)
def test_the_refusal_names_the_rule(typed: str, said: str) -> None:
    assert said in refusal(check_id_number, typed, on=TODAY)


@pytest.mark.parametrize(
    ("day", "years", "minor"), [("2026-03-06", 17, True), ("2026-03-07", 18, False), ("2026-03-08", 18, False)]
)
def test_full_age_begins_with_the_eighteenth_birthday(day: str, years: int, minor: bool) -> None:
    born = date(2008, 3, 7)
    assert (age(born, date.fromisoformat(day)), is_minor(born, date.fromisoformat(day))) == (years, minor)


def test_a_right_credit_code_is_taken_over() -> None:
    assert check_credit_code(f" {COMPANY.lower()[:8]} {COMPANY.lower()[8:]}") == COMPANY


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_character_of_a_credit_code_is_found(place: int) -> None:
    other = "1" if COMPANY[place] != "1" else "2"
    assert refusal(check_credit_code, COMPANY[:place] + other + COMPANY[place + 1 :])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "business licence"),
        (COMPANY[:-1], "this one has 17"),
        ("91510100MAO000000H", "Character 11 is O"),
        ("915A0100MA0000000H", "character 4 is A"),
        (COMPANY[:-1] + "J", "The last character does not fit"),
    ],
)
def test_the_refusal_of_a_credit_code_names_the_rule(typed: str, said: str) -> None:
    assert said in refusal(check_credit_code, typed)


@pytest.mark.parametrize(
    "typed", ["13800000001", "138 0000 0001", "+86 138-0000-0001", "008613800000001", "１３８００００００01"]
)
def test_a_mobile_number_is_taken_over_as_people_type_it(typed: str) -> None:
    assert clean_phone(typed) == "13800000001"


@pytest.mark.parametrize(
    ("typed", "said"), [("1380000000", "this one has 10"), ("12800000001", "13 to 19"), ("138000o0001", "only digits")]
)
def test_the_refusal_of_a_mobile_number_names_the_rule(typed: str, said: str) -> None:
    assert said in refusal(clean_phone, typed)


def test_an_address_with_an_at_sign_is_mail() -> None:
    assert clean_address(" Lin.Li@Example.cn ") == ("mail", "lin.li@example.cn")
    assert mask_address("lin.li@example.cn") == "l***@example.cn"
    assert "name@example.cn" in refusal(clean_address, "lin@@example")
