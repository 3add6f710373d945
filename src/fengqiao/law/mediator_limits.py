"""What a mediator and a mediation may not do, and what follows: 在线调解规则, 特邀调解规定, 人民调解法."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fengqiao.law.coded import grounds
from fengqiao.law.mediation import may_continue_after_disclosure
from fengqiao.law.outcomes import Outcome, listed, outcome
from fengqiao.law.periods import due


def statement(undisputed_in_writing: bool, on: date) -> Outcome:
    """Whether what was said in a failed mediation may be used later (第18条, 第22条)."""
    return outcome("fact_usable" if undisputed_in_writing else "concession_protected", on)


def record_by_recording(all_agree: bool, on: date) -> Outcome:
    """Whether a recording may replace the written record (第22条1款)."""
    return outcome("recording_replaces" if all_agree else "recording_with_record", on)


def after_disclosure(answers: Mapping[str, bool], on: date) -> Outcome:
    """Whether a mediator who disclosed a relation goes on: only with the word of every party (第13条)."""
    return outcome("mediator_continues" if may_continue_after_disclosure(answers) else "mediator_replaced", on)


def change_asked(changed_before: bool, will_choose: bool, on: date) -> Outcome:
    """A party wants another mediator (第14条)."""
    return outcome("change_is_refusal" if changed_before and not will_choose else "change_granted", on)


def later_role(role: str, on: date) -> Outcome:
    """Whether the mediator may take this part later in the case (特邀调解规定第16条)."""
    barred = {item.code for item in grounds("online_rules/barred_roles", on)}
    if role not in barred:
        return outcome("role_free", on)
    return outcome("role_barred", on, listed("barred_roles", {role}, on))


def choice(asked_on: date, today: date, chosen: bool) -> Outcome:
    """Who names the mediator: the parties within two working days, then the court (第10条2款)."""
    late = due("choose_mediator", asked_on).over(today)
    return outcome("mediator_by_court" if late and not chosen else "mediator_by_parties", today)


def silence(assigned_on: date, today: date) -> Outcome:
    """A mediator who was assigned has not answered: three working days (第12条)."""
    over = due("mediator_confirms", assigned_on).over(today)
    return outcome("mediator_reassigned" if over else "mediator_may_answer", today)


def period_over(all_agree_to_extend: bool, on: date) -> Outcome:
    """The period of the mediation has run out (第24条, 第25条(六))."""
    return outcome("period_extended" if all_agree_to_extend else "period_over", on)


def refuses_to_sign(on: date) -> Outcome:
    """A party refuses to sign the agreement (第25条(七))."""
    return outcome("signature_refused", on)


def sham_suspected(on: date) -> Outcome:
    """The mediator suspects a sham (特邀调解规定第18条, 在线调解规则第23条)."""
    return outcome("sham_suspected", on)
