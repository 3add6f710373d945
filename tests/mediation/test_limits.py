"""Time limits: the record names the law that decided, a clerk moves a day with a reason, new holidays count anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from road import Road

from fengqiao.cases.clock import count_again
from fengqiao.cases.steps import PROCEDURES
from fengqiao.law import calendar, table
from fengqiao.law.periods import due
from fengqiao.web.cases.page import limits_of

NOTICE = """
[[entry]]
since = 2027-01-01
value = [{ zh = "元旦", en = "New Year", off = [2027-01-11], work = [] }]
source = "test notice"
"""


Announce = Callable[[], None]


@pytest.fixture
def announce(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Announce]:
    """Load the notice of 2027, by which Monday 11 January is a day off."""
    shutil.copytree(table.TABLES, tmp_path / "tables")
    with (tmp_path / "tables" / "holidays.toml").open("a", encoding="utf-8") as file:
        file.write(NOTICE)

    def load() -> None:
        monkeypatch.setattr(table, "TABLES", tmp_path / "tables")
        _forget()

    yield load
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (table._file, table.load, calendar.announced, calendar._special_days):
        cached.cache_clear()


def test_the_record_of_a_step_names_the_entries_that_its_periods_rest_on(road: Road) -> None:
    road.take("luo", "accept")
    used = road.case.records.last().data["law"]
    entry = due("court_appoints_mediator", date(2026, 11, 9)).entry
    assert entry is not None
    assert used == [
        {
            "table": "deadlines/court_appoints_mediator",
            "since": entry.since.isoformat(),
            "source": entry.shown_source,
            "start": "2026-11-09",
            "end": "2026-11-12",
            "provisional": False,
        }
    ]


def test_a_clerk_moves_a_day_with_a_reason_and_the_computed_day_stays(road: Road) -> None:
    road.take("luo", "accept")
    before = road.case.state
    road.take("luo", "move_limit", rule="court_appoints_mediator", end=date(2026, 11, 20), reason="系统故障两天")
    row = road.case.deadlines.get()
    assert (row.end, row.computed, row.reason) == (date(2026, 11, 20), date(2026, 11, 12), "系统故障两天")
    assert road.case.state == before
    assert road.case.records.last().data["from"] == "2026-11-12"


def test_a_day_that_is_moved_twice_keeps_the_computed_one(road: Road) -> None:
    road.take("luo", "accept")
    for day in (20, 23):
        road.take("luo", "move_limit", rule="court_appoints_mediator", end=date(2026, 11, day), reason="系统故障")
    row = road.case.deadlines.get()
    assert (row.end.day, row.computed and row.computed.day) == (23, 12)


def test_everybody_reads_who_moved_the_day_and_why(road: Road) -> None:
    road.take("luo", "accept")
    road.take("luo", "move_limit", rule="court_appoints_mediator", end=date(2026, 11, 20), reason="系统故障两天")
    assert "applicant" in road.told
    shown = limits_of(road.case, road.now)
    assert (shown[0].computed, shown[0].reason) == (date(2026, 11, 12), "系统故障两天")
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(road.cast.ali, "fengqiao.people.backends.StaffBackend")
    page = client.get(f"/cases/{road.case.pk}/").content.decode()
    assert "按规则算出的最后一天是 2026-11-12" in page
    assert "系统故障两天" in page


def test_nobody_else_moves_a_day(road: Road) -> None:
    road.take("luo", "accept")
    for who in ("ali", "chen"):
        road.not_yet(who, "move_limit", rule="court_appoints_mediator", end=date(2026, 11, 20), reason="想多几天")


def test_a_period_that_does_not_run_cannot_be_moved(road: Road) -> None:
    road.take("luo", "accept")
    road.not_yet(
        "luo", "move_limit", "不再计算", rule="mediation_pre_filing", end=date(2026, 11, 20), reason="没有这个期限"
    )


def test_no_day_over_and_no_far_day_is_taken_and_what_was_typed_stays(road: Road) -> None:
    road.take("luo", "accept")
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(road.cast.luo, "fengqiao.people.backends.StaffBackend")
    path = f"/cases/{road.case.pk}/steps/move_limit/"
    given = {"revision": road.case.revision, "rule": "court_appoints_mediator", "reason": "系统故障两天"}
    for end, words in (
        ("2020-01-01", "已经过去"),
        ("2199-01-01", "超过两年"),
        ("x", "请写成日期"),
        ("", "请写新的最后一天"),
    ):
        response = client.post(path, {**given, "end": end})
        assert response.status_code == 422
        page = response.content.decode()
        assert words in page
        assert "系统故障两天" in page


def test_every_procedure_has_both_steps_in_every_live_state() -> None:
    for code in ("mediation", "confirmation"):
        procedure = PROCEDURES[code]
        for name in ("move_limit", "count_again"):
            assert procedure.steps[name].source == set(procedure.states) - procedure.final


class TestHolidaysAnnouncedLater:
    """A mediation of December whose thirty days end in January 2027, counted before the notice of that year."""

    @pytest.fixture
    def waiting(self, road: Road) -> Road:
        road.wait(days=31).opened("accept")
        row = road.case.deadlines.get(rule="mediation_pre_filing")
        assert (row.end, row.provisional) == (date(2027, 1, 11), True)
        return road

    def test_without_a_notice_nothing_moves(self, waiting: Road) -> None:
        assert count_again(waiting.now) == []

    def test_the_day_is_counted_again_once_and_everybody_is_told(self, waiting: Road, announce: Announce) -> None:
        announce()
        assert [case.pk for case in count_again(waiting.now)] == [waiting.case.pk]
        row = waiting.case.deadlines.get(rule="mediation_pre_filing")
        assert (row.end, row.provisional) == (date(2027, 1, 12), False)
        waiting.case.refresh_from_db()
        record = waiting.case.records.last()
        assert record.step == "mediation.count_again"
        assert record.tellings.count() == 3
        assert count_again(waiting.now) == []

    def test_a_day_that_a_clerk_moved_is_left_as_it_is(self, waiting: Road, announce: Announce) -> None:
        day = date(2027, 1, 20)
        waiting.take("luo", "move_limit", rule="mediation_pre_filing", end=day, reason="双方要求多几天")
        announce()
        assert count_again(waiting.now) == []
        assert waiting.case.deadlines.get(rule="mediation_pre_filing").end == day
