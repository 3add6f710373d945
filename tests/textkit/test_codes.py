"""Short codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.textkit.codes import ALPHABET, SPACE, code_of, parse_code, spoken
from fengqiao.textkit.reasons import TextRefused

NUMBERS = st.integers(0, SPACE - 1)


@given(NUMBERS)
def test_a_code_is_read_back_however_it_is_typed(number: int) -> None:
    code = code_of(number)
    assert parse_code(code) == parse_code(f" {code.lower().replace('-', ' – ')} ") == code


@given(NUMBERS, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(number: int, place: int, other: str) -> None:
    plain = code_of(number).replace("-", "")
    typed = plain[:place] + other + plain[place + 1 :]
    assert typed == plain or _code_of_refusal(typed) == "check"


@given(NUMBERS, st.integers(0, 4))
def test_two_swapped_neighbours_are_always_found(number: int, place: int) -> None:
    plain = code_of(number).replace("-", "")
    typed = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert typed == plain or _code_of_refusal(typed) == "check"


def test_different_numbers_have_different_codes() -> None:
    assert len({code_of(number) for number in range(5000)}) == 5000


@pytest.mark.parametrize("typed", ["7K3M-92", "7k3m92", "７Ｋ３Ｍ－９２", "7k3m 92"])
def test_width_case_and_hyphen_do_not_matter(typed: str) -> None:
    assert parse_code(typed) == "7K3M-92"


@pytest.mark.parametrize(
    ("typed", "code"), [("", "empty"), ("7K3M", "length"), ("7K3M-O2", "character"), ("7K3M-93", "check")]
)
def test_a_wrong_code_says_why(typed: str, code: str) -> None:
    assert _code_of_refusal(typed) == code


def test_letters_that_are_not_used_are_taken_for_their_look_alikes() -> None:
    with_eight = next(code for number in range(SPACE) if "8" in (code := code_of(number)))
    assert parse_code(with_eight.replace("8", "B")) == with_eight


def test_a_code_can_be_read_out() -> None:
    assert spoken("7K3M-92") == "七 K 三 M，九 二"
    assert spoken("7K3M-92", "en") == "7, Kilo, 3, Mike; 9, 2"


@pytest.mark.parametrize("number", [-1, SPACE])
def test_a_number_outside_has_no_code(number: int) -> None:
    with pytest.raises(ValueError, match="has no code"):
        code_of(number)


def _code_of_refusal(typed: str) -> str:
    with pytest.raises(TextRefused) as refused:
        parse_code(typed)
    return refused.value.reason.code
