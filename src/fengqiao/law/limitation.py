"""Limitation 诉讼时效: 民法典第188–199条, 诉讼时效规定 (2020修正), 劳动争议调解仲裁法第27条.

The last day is for the person who asks about an own risk. A court may neither raise nor hint at limitation (第193条;
规定第2条), so no page of a judge may show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from fengqiao.law.calendar import date_en, date_zh
from fengqiao.law.coded import Ground, ground, grounds
from fengqiao.law.periods import Due, Sentence, Unit, end_of_period, months_after
from fengqiao.law.refusal import Refused
from fengqiao.law.table import Entry, Table, load

KINDS = ("general", "labour", "international_sale", "technology_trade")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that interrupts or suspends. ``end``: the day a procedure or an obstacle ended, if it has one."""

    name: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the period depends on; ``known``: the day the creditor knew, or should have, of injury and debtor."""

    known: date | None = None
    injury: date | None = None
    instalments_due: tuple[date, ...] = ()
    agreed_years: Decimal | None = None
    kind: str = "general"
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Limitation:
    """``last_day`` is None for a claim without limitation. ``unannounced``: years whose holidays decided, unknown."""

    last_day: date | None
    steps: tuple[Sentence, ...]
    source: str
    unannounced: tuple[int, ...] = ()


@dataclass
class _Course:
    """The period as it runs: what is due now, and the sentences and sources gathered on the way."""

    due: Due
    years: int
    entry: Entry
    steps: list[Sentence]
    sources: list[str]

    def move(self, due: Due, why: Sentence, source: str) -> None:
        self.due = due
        self.steps += [why, due.steps[0]]
        self.sources.append(source)


def event_names() -> tuple[str, ...]:
    """Codes of all events that interrupt (第195条) or suspend (第194条)."""
    return tuple(
        item.code for rule in ("interrupting", "suspending") for item in grounds(f"limitation/{rule}", date.max)
    )


def exempt(claim: str) -> Ground | None:
    """The item of the list of claims without limitation that these words name, or None.

    Words that the list does not know make another claim of it (停止侵害并赔偿损失 is not exempt as a whole).
    """
    table = load("limitation/exempt")
    newest = table.entries[-1]
    for row in newest.value:
        if any(word in claim for word in row.get("needs", row["words"])) and not _rest(claim, table):
            return ground("limitation/exempt", row["code"], newest.since)
    return None


def never(item: Ground) -> Limitation:
    """The answer for a claim that is not subject to limitation."""
    zh = f"{item.zh}的请求权不适用诉讼时效。依据：{item.article}。"
    en = f"The claim ({item.en}) is not subject to limitation. Basis: {item.entry.source_en}."
    return Limitation(None, ((zh, en),), item.article)


def last_day(facts: Facts) -> Limitation:
    """The last day on which the claim can be raised; Refused when the facts cannot be or do not suffice."""
    start = _start(facts)
    if start is None:
        return _longest_alone(facts)
    course = _begun(facts, start)
    obstacles = [event for event in facts.events if event.name in _codes("suspending")]
    for event in sorted(facts.events, key=lambda event: event.start):
        if event.name in _codes("interrupting"):
            _interrupt(course, event, obstacles)
    _suspend(course, obstacles)
    if facts.injury:
        _cap(course, facts.injury)
    steps = (*course.steps, *course.due.steps[1:])
    return Limitation(course.due.end, steps, "；".join(dict.fromkeys(course.sources)), course.due.unannounced)


def _start(facts: Facts) -> date | None:
    days = [day for day in (facts.known, max(facts.instalments_due, default=None)) if day]
    start = max(days, default=None)
    if facts.known and facts.injury and facts.known < facts.injury:
        raise Refused(
            f"知道的日期{facts.known}早于受损害的日期{facts.injury}。请核对两个日期。",
            f"known ({facts.known}) is earlier than injury ({facts.injury}). Check both days.",
        )
    return start


def _begun(facts: Facts, start: date) -> _Course:
    entry = _period(load(f"limitation/{facts.kind}"), start)
    years = entry.value["years"]
    course = _Course(_count(start, years), years, entry, [], [entry.shown_source])
    if facts.instalments_due:
        zh = f"同一债务分期履行，从最后一期期满之日{date_zh(max(facts.instalments_due))}起算（民法典第189条）。"
        en = f"A debt in instalments runs from the last due day, {date_en(max(facts.instalments_due))} (Art. 189)."
        course.steps.append((zh, en))
        course.sources.append("民法典第189条")
    course.steps.append(course.due.steps[0])
    if facts.agreed_years is not None:
        zh = f"约定的时效期间（{facts.agreed_years}年）无效，仍按法律规定（民法典第197条）。"
        en = f"An agreed period ({facts.agreed_years} years) is void (Civil Code, Art. 197)."
        course.steps.append((zh, en))
        course.sources.append("民法典第197条")
    return course


def _interrupt(course: _Course, event: Event, obstacles: Sequence[Event]) -> None:
    item = _item("interrupting", event)
    now = replace(course, steps=[], sources=[])
    _suspend(now, obstacles, until=event.start)
    if event.start > now.due.end:
        zh = f"{date_zh(event.start)}：{item.zh}。此时时效已于{date_zh(now.due.end)}届满，不再中断。"
        en = f"{date_en(event.start)}: {item.en}. The period had already ended on {date_en(now.due.end)}."
        course.steps.append((zh, en))
        return
    anew = _count(event.end or event.start, course.years)
    if anew.raw_end <= course.due.raw_end:
        return
    zh = f"{date_zh(event.start)}：{item.zh}，时效中断" + ("，程序终结后重新计算。" if event.end else "，重新计算。")
    en = f"{date_en(event.start)}: {item.en}; the period runs anew" + (
        " from the end of the procedure." if event.end else "."
    )
    course.move(anew, (zh, en), item.article)


def _suspend(course: _Course, obstacles: Iterable[Event], until: date = date.max) -> None:
    reached = course.due.start
    for obstacle in sorted(obstacles, key=lambda event: event.start):
        if obstacle.start > min(course.due.raw_end, until):
            continue
        if obstacle.end is None:
            raise Refused(
                f"障碍（{obstacle.name}，自{obstacle.start}）没有写明消除日期，最后一天不能确定。请补上消除的日期。",
                f"The obstacle {obstacle.name} of {obstacle.start} has no end. Add the day it ended.",
            )
        later = _after_obstacle(course, obstacle.start, obstacle.end, reached)
        reached = max(reached, obstacle.end)
        if later is not None and later.raw_end > course.due.raw_end:
            _move_past(course, later, obstacle)
        else:
            course.steps.append(_no_effect(obstacle))


def _after_obstacle(course: _Course, start: date, end: date, reached: date) -> Due | None:
    if course.entry.value["suspension"] == "continues":
        days = (end - max(start, reached)).days
        return _count(course.due.raw_end, days, "day") if days > 0 else None
    in_last_six_months = end > months_after(course.due.raw_end, -6)
    return _count(end, 6, "month") if in_last_six_months else None


def _move_past(course: _Course, later: Due, obstacle: Event) -> None:
    item = _item("suspending", obstacle)
    if course.entry.value["suspension"] == "continues":
        zh = f"{item.zh}期间时效中止，障碍消除后继续计算。"
        en = f"{item.en}: the period stands still and continues after the obstacle."
        course.move(later, (zh, en), load("limitation/standstill").entries[-1].shown_source)
        return
    zh = f"时效期间最后六个月内有障碍（{item.zh}），到{date_zh(later.start)}消除，自消除之日起满六个月届满。"
    en = f"An obstacle in the last six months ({item.en}) ended on {date_en(later.start)}; six months follow."
    course.move(later, (zh, en), item.article)


def _no_effect(obstacle: Event) -> Sentence:
    item = _item("suspending", obstacle)
    zh = f"{item.zh}不在时效期间的最后六个月内，不影响时效。"
    return zh, f"{item.en}: not within the last six months of the period, so without effect."


def _cap(course: _Course, injury: date) -> None:
    entry = load("limitation/longest").entries[-1]
    longest = _count(injury, entry.value["years"])
    if longest.raw_end >= course.due.raw_end:
        return
    zh = f"自权利受到损害之日{date_zh(injury)}起最长保护 {entry.value['years']} 年，只有法院可以延长。"
    en = f"Protection ends {entry.value['years']} years after the injury ({date_en(injury)}); a court may extend it."
    course.move(longest, (zh, en), entry.shown_source)


def _longest_alone(facts: Facts) -> Limitation:
    if facts.injury is None:
        raise Refused(
            "缺少起算日。请填写 known（知道受损害之日）、instalments_due（各期到期日）或者 injury。",
            "There is no day to count from. Give known (knowledge of injury and debtor), instalments_due or injury.",
        )
    entry = load("limitation/longest").entries[-1]
    due = _count(facts.injury, entry.value["years"])
    zh = "权利人还不知道受损害或者义务人，普通期间没有起算；只受最长保护期间限制。"
    en = "Without knowledge of injury and debtor the ordinary period has not begun; only the longest protection limits."
    return Limitation(due.end, ((zh, en), *due.steps), entry.shown_source, due.unannounced)


def _count(start: date, n: int, unit: Unit = "year") -> Due:
    try:
        return end_of_period(start, n, unit)
    except ValueError as error:
        raise Refused(f"从{start}起算超出了日历或者合理的长度。请核对日期。", str(error)) from None


def _period(table: Table, start: date) -> Entry:
    first = table.entries[0].since
    if start < first:
        raise Refused(
            f"“{table.about['zh']}”的规则从{first}起收录，{start}在此之前，适用旧法，不能在此计算。请核对日期或者人工计算。",
            f"The table {table.name} begins on {first}; for {start} older law applies. Check the day or count by hand.",
        )
    return table.on(start)


def _item(rule: str, event: Event) -> Ground:
    return ground(f"limitation/{rule}", event.name, date.max)


def _codes(rule: str) -> frozenset[str]:
    return frozenset(row["code"] for row in load(f"limitation/{rule}").entries[-1].value)


def _rest(claim: str, table: Table) -> str:
    known = [word for row in table.entries[-1].value for word in row["words"]] + list(table.about["fillers"])
    for word in sorted(known, key=len, reverse=True):
        claim = claim.replace(word, "\0")
    return claim.replace("\0", "").strip()
