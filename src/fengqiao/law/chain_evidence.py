"""Evidence stored on a block chain: 人民法院在线诉讼规则第15–19条.

The presumption says "unchanged since the upload". It never says that the data was true before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.law.outcomes import Outcome, outcome


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """What is known of one piece of data on a chain. The objections are reasoned ones of the other side."""

    check_matches: bool
    contrary_evidence: bool = False
    objection_after_upload: bool = False
    objection_before_upload: bool = False
    expert_asked: bool = False


def examine(facts: ChainFacts, on: date) -> tuple[Outcome, ...]:
    """What the court does, in order: what happened before the upload, after it, the presumption, the expert."""
    steps = []
    if facts.objection_before_upload:
        steps.append("chain_before_upload")
    if not facts.check_matches or facts.contrary_evidence:
        steps.append("chain_no_presumption")
    elif facts.objection_after_upload:
        steps.append("chain_four_factors")
    else:
        steps.append("chain_presumed")
    if facts.expert_asked:
        steps.append("chain_expert")
    return tuple(outcome(code, on) for code in steps)


def confirmed(proved: bool, explained: bool, corroborated: bool) -> bool:
    """Whether data whose truth before the upload is in doubt can be confirmed at all (第18条2款)."""
    return proved or explained or corroborated
