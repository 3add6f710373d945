"""Every table of the law keeps the form."""

from datetime import date, timedelta

import pytest

from fengqiao.law.table import TABLES, Entry, load, names, section

SINGLE = {"holidays", "lpr"}
OTHER_FORM = {"citations"}
TABLE_NAMES = [
    name
    for path in sorted(TABLES.glob("*.toml"))
    if path.stem not in OTHER_FORM
    for name in ([path.stem] if path.stem in SINGLE else [f"{path.stem}/{key}" for key in names(path.stem)])
]


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_each_entry_has_a_day_a_value_and_a_source_in_both_languages(name: str) -> None:
    for entry in load(name).entries:
        assert isinstance(entry.since, date)
        assert entry.value not in (None, "")
        assert entry.source
        assert entry.source_en


@pytest.mark.parametrize("name", [name for name in TABLE_NAMES if "/" in name])
def test_each_rule_has_a_label_in_both_languages(name: str) -> None:
    assert load(name).about["zh"]
    assert load(name).about["en"]


def test_a_day_before_the_first_entry_says_what_why_and_what_to_do() -> None:
    with pytest.raises(LookupError, match=r"no rule in force on 2010-12-31.*begins on 2011-01-01.*append"):
        load("agreements/peoples_mediation").on(date(2010, 12, 31))


def test_the_first_day_of_a_law_is_under_it() -> None:
    assert load("agreements/peoples_mediation").on(date(2011, 1, 1)).verified


CHANGES = [(name, entry.since) for name in TABLE_NAMES for entry in load(name).entries[1:]]


@pytest.mark.parametrize(("name", "since"), CHANGES)
def test_the_last_day_of_the_old_and_the_first_day_of_the_new_entry(name: str, since: date) -> None:
    table = load(name)
    new = [entry.since for entry in table.entries].index(since)
    assert table.on(since) is table.entries[new]
    assert table.on(since - timedelta(days=1)) is table.entries[new - 1]


def test_an_unverified_source_carries_the_mark() -> None:
    entry = Entry(date(2020, 1, 1), 1, "某规定第1条", verified=False)
    assert entry.shown_source == "某规定第1条（待核）"


@pytest.mark.parametrize("name", ["nothing", "../secrets", "deadlines/nothing"])
def test_an_unknown_table_is_refused(name: str) -> None:
    with pytest.raises(LookupError, match="no such"):
        section(name)
