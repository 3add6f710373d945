"""One look reads a thing once; the next look, and every step, reads again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fengqiao.cases.looks import once, one_look


@pytest.fixture
def counted() -> tuple[Callable[[str], str], list[str]]:
    """A read that notes for what it was asked."""
    asked: list[str] = []

    @once
    def read(what: str) -> str:
        asked.append(what)
        return f"{what} {len(asked)}"

    return read, asked


def test_inside_a_look_the_same_read_is_made_once(counted: tuple[Callable[[str], str], list[str]]) -> None:
    read, asked = counted
    with one_look():
        assert read("case") == read("case") == "case 1"
        read("paper")
    assert asked == ["case", "paper"]


def test_outside_a_look_and_in_the_next_one_it_is_made_again(counted: tuple[Callable[[str], str], list[str]]) -> None:
    read, asked = counted
    with one_look():
        read("case")
    assert read("case") != read("case")
    with one_look():
        read("case")
    assert len(asked) == 4


def test_a_look_that_fails_leaves_nothing_behind(counted: tuple[Callable[[str], str], list[str]]) -> None:
    read, asked = counted

    def look() -> None:
        with one_look():
            read("case")
            raise LookupError

    with pytest.raises(LookupError):
        look()
    read("case")
    assert len(asked) == 2
