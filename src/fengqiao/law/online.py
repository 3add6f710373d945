"""Online litigation 在线诉讼: consent, identity, form of the hearing, material (人民法院在线诉讼规则, 2021-08-01)."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fengqiao.law.outcomes import Outcome, listed, outcome

Step = Literal["filing", "mediation", "evidence_exchange", "inquiry", "hearing", "judgment"]
Procedure = Literal["small_claims", "summary", "ordinary"]

_IDENTITY_AGAIN = frozenset({"mediation", "evidence_exchange", "hearing"})


@dataclass(frozen=True, slots=True)
class AsyncHearing:
    """What a hearing at separate times depends on (第20条2款)."""

    procedure: Procedure
    presence_difficult: bool
    asked_in_writing: bool
    all_agree: bool
    evidence_exchanged: bool
    facts_disputed: bool


def mode(consents: Mapping[str, bool], on: date) -> Outcome:
    """Online, mixed or offline, by the consent of each party to the step (第4条); ValueError without parties."""
    if not consents:
        raise ValueError("A mode needs at least one party. Name each party with yes or no.")
    answers = set(consents.values())
    code = "mode_mixed" if len(answers) > 1 else "mode_online" if answers == {True} else "mode_offline"
    return outcome(code, on)


def consent_needed(chose_online_himself: bool, on: date) -> Outcome:
    """Whether a party is asked for consent (第4条2款(一))."""
    return outcome("consent_own_choice" if chose_online_himself else "consent_to_be_asked", on)


def consent_for(step: Step, consented: Set[Step], on: date) -> Outcome:
    """Whether a consent reaches this step: consent to one step is none to another (第4条2款(四))."""
    return outcome("consent_covers" if step in consented else "consent_not_presumed", on)


def change_of_mind(in_reasonable_time: bool, delaying: bool, on: date) -> Outcome:
    """A party wants to go back to offline (第5条2款)."""
    return outcome("withdrawal_granted" if in_reasonable_time and not delaying else "withdrawal_refused", on)


def silent_defendant(by_public_notice: bool, on: date) -> Outcome:
    """A defendant who does not answer whether he agrees (第10条2款, 第23条)."""
    return outcome("silent_after_notice" if by_public_notice else "silent_defendant", on)


def identity(step: Step, on: date) -> Outcome:
    """Whether the identity is checked again before the step (第7条3款)."""
    return outcome("identity_again" if step in _IDENTITY_AGAIN else "identity_known", on)


def attribution(theft_proved: bool, system_error_proved: bool, on: date) -> Outcome:
    """Whose act it is that was done through an account (第7条2款)."""
    return outcome("act_not_of_holder" if theft_proved or system_error_proved else "act_of_holder", on)


def online_hearing(bars: Set[str], on: date) -> Outcome:
    """Whether a hearing may be online; ``bars`` are codes of ``online_rules/hearing_bars`` (第21条)."""
    grounds = listed("hearing_bars", frozenset(bars), on)
    return outcome("hearing_forbidden" if grounds else "hearing_allowed", on, grounds)


def absence(excuse_proved: bool, on: date) -> Outcome:
    """A party is not there: network, device, power and force majeure excuse (第25条2款)."""
    return outcome("absence_excused" if excuse_proved else "absence_refusal", on)


def leaving(reminded: bool, warned: bool, on: date) -> Outcome:
    """A party left the hearing and did not return (第25条2款)."""
    return outcome("left_hearing" if reminded and warned else "left_to_remind", on)


def recording(permitted: bool, on: date) -> Outcome:
    """Somebody records or spreads the hearing (第27条3款, 第28条)."""
    return outcome("recording_permitted" if permitted else "recording_violation", on)


def witness_watches(on: date) -> Outcome:
    """A witness follows the hearing from home (第26条)."""
    return outcome("witness_may_not_watch", on)


def async_hearing(facts: AsyncHearing, on: date) -> Outcome:
    """Whether the hearing may be held at separate times: procedure and all three conditions together."""
    if facts.procedure == "ordinary":
        return outcome("async_hearing_no", on)
    met = (
        facts.presence_difficult,
        facts.asked_in_writing and facts.all_agree,
        facts.evidence_exchanged and not facts.facts_disputed,
    )
    return outcome("async_hearing_yes" if all(met) else "async_hearing_conditions", on)


def async_step(step: Literal["mediation", "evidence_exchange", "inquiry"], all_agree: bool, on: date) -> Outcome:
    """Whether a step other than the hearing may be held at separate times (第20条1款)."""
    if step not in ("mediation", "evidence_exchange", "inquiry"):
        raise ValueError(f"{step!r} is not a step of Art. 20(1). For a hearing ask async_hearing.")
    return outcome("async_yes" if all_agree else "async_no", on)


def exchange(agree_online: bool, agree_on_mode: bool, on: date) -> Outcome:
    """How evidence is exchanged (第14条)."""
    if not agree_online:
        return outcome("exchange_offline", on)
    return outcome("exchange_as_agreed" if agree_on_mode else "exchange_synchronous", on)


def material(on: date, required_by: Set[str] = frozenset(), equal_by: Set[str] = frozenset()) -> Outcome:
    """What an electronic copy is worth: the original is required (第12条), it counts as one (第13条), or it is usable.

    ``required_by`` and ``equal_by`` are codes of ``online_rules/original_grounds`` and ``as_original_grounds``.
    """
    required = listed("original_grounds", frozenset(required_by), on)
    if required:
        return outcome("material_original_required", on, required)
    equal = listed("as_original_grounds", frozenset(equal_by), on)
    return outcome("material_as_original" if equal else "material_usable", on, equal)


def paper_too(copies_in_order: bool, on: date) -> Outcome:
    """Whether the court may ask for paper besides electronic copies (第9条2款)."""
    return outcome("paper_not_demanded" if copies_in_order else "material_original_required", on)
