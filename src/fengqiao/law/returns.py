"""Windows of a consumer: seven days to return goods, seven to refund, seven to cool off from a prepaid card.

消费者权益保护法第25条, 预付式消费民事纠纷解释第14条. Which goods may be returned is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.law.periods import Due, Sentence, due


@dataclass(frozen=True, slots=True)
class Window:
    """Until when something may be done, whether a day lies within, and why."""

    due: Due
    open: bool
    steps: tuple[Sentence, ...]


def return_window(signed_for_on: date, asked_on: date) -> Window:
    """Whether the buyer may still return goods without reason: seven days from the day after receipt."""
    return _window("no_reason_return", signed_for_on, asked_on)


def refund_window(got_back_on: date, today: date) -> Window:
    """Whether the seller is still in time with the refund: seven days after the goods came back (第25条3款)."""
    return _window("refund_after_return", got_back_on, today)


def cooling_off(paid_on: date, asked_on: date) -> Window:
    """Whether the buyer of a prepaid card may still ask for the money back (第14条)."""
    return _window("prepaid_card_cooling_off", paid_on, asked_on)


def _window(rule: str, start: date, day: date) -> Window:
    if day < start:
        raise ValueError(f"{day} is before the start of the window on {start}. Check both days.")
    found = due(rule, start)
    late = found.over(day)
    zh = f"{day}{'已经超过' if late else '没有超过'}最后一天{found.end}。"
    en = f"{day} is {'after' if late else 'not after'} the last day, {found.end}."
    return Window(found, not late, (*found.steps, (zh, en)))
