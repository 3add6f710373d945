"""The load of the long bench, for a few seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao.commands.sustained import A_SECOND, Visitor, _missing, sustained

pytestmark = pytest.mark.slow


class Page(Visitor):
    """A room of two pages, as somebody reads it."""

    def __init__(self) -> None:
        self.pages = {"/r/": '<p>b-2</p><a href="?before=2">', "/r/?before=2": "<p>a-1</p>"}

    def get(self, path: str) -> tuple[int, str]:
        return 200, self.pages[path]


def test_a_demo_under_load_answers_without_fault_and_keeps_every_line(tmp_path: Path) -> None:
    found = sustained(tmp_path, 4)
    assert found.errors == []
    assert len(found.said) == len(found.writes) > 4
    assert len(found.reads) + len(found.writes) > 2 * A_SECOND
    assert found.lost == 0


def test_a_line_that_is_on_no_page_of_the_room_counts_as_lost() -> None:
    assert _missing(Page(), "/r/", ["a-1", "b-2", "c-3"]) == 1
