"""The one way a case moves: declared steps, taken through ``perform``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fengqiao.cases.actors import REACH, Actor
from fengqiao.cases.labels import ROLES, role_label
from fengqiao.cases.looks import once
from fengqiao.cases.models import Case, Record

Text = str | Promise
Condition = Callable[[Case, Actor], Text | None]
"""Returns ``None`` when met, else the reason why not, in the person's language."""


@dataclass(slots=True)
class Turn:
    """What a step's effect may look at and change: a fresh case, who acts, when, with which cleaned data."""

    case: Case
    actor: Actor
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a step leaves behind.

    ``data`` is what every participant may read about it; ``target`` chooses among the declared targets;
    ``periods`` gives a length in days to a deadline rule that the step sets, where the law leaves it open;
    ``starts`` gives the day a period runs from when it is not the day of the step; ``spares`` names roles of
    ``tells`` that are not told this time (the other side never heard of the case); ``waits`` names deadline rules of
    ``sets`` and ``clears`` that stay as they are this time (one of two has applied).
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    target: str | None = None
    periods: Mapping[str, int] = field(default_factory=dict)
    starts: Mapping[str, date] = field(default_factory=dict)
    spares: frozenset[str] = frozenset()
    waits: frozenset[str] = frozenset()


EffectFunction = Callable[[Turn], Effect]


@dataclass(frozen=True, slots=True)
class Step:
    """One declared step. Pages, API, audit sentence, notices, diagrams and permission tests are derived from it."""

    procedure: str
    name: str
    source: frozenset[str]
    targets: tuple[str, ...]
    by: frozenset[str]
    basis: str
    effect: EffectFunction
    label: Text
    says: Text
    needs: tuple[Condition, ...] = ()
    tells: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    form: type | None = None
    page: str = ""
    commutes: bool = False
    weight: str = "plain"

    @property
    def code(self) -> str:
        """Return the full name, such as ``mediation.conclude``."""
        return f"{self.procedure}.{self.name}"

    @property
    def meaning(self) -> str:
        """Return the first line of the effect's docstring."""
        return (self.effect.__doc__ or "").strip().split("\n")[0]

    def why_not(self, case: Case, actor: Actor) -> list[Text]:
        """Return every reason the step cannot be taken now; empty when it can."""
        reasons: list[Text] = []
        if case.procedure != self.procedure or case.state not in self.source:
            reasons.append(PROCEDURES[self.procedure].not_in_state(case, self))
        if not actor.roles & self.by:
            reasons.append(PROCEDURES[self.procedure].not_for_role(self))
        if not reasons:
            reasons += [reason for need in self.needs if (reason := need(case, actor)) is not None]
        return reasons


class Refused(Exception):
    """The step cannot be taken; ``reasons`` say why, in the person's language."""

    def __init__(self, step: Step, reasons: list[Text]) -> None:
        super().__init__(f"{step.code}: {'; '.join(str(reason) for reason in reasons)}")
        self.step = step
        self.reasons = reasons


class Stale(Exception):
    """Someone else moved the case first; nothing was done."""

    def __init__(self, case: Case, seen: int) -> None:
        super().__init__(f"{case.pk}: revision {seen} is past")
        self.case = case


@dataclass(slots=True)
class Procedure:
    """A set of states and steps.

    ``begin`` fills the procedure's own rows when another procedure opens it; ``sets`` are the deadline rules that run
    from the opening (``begin`` may give their first day). ``offices`` are the posts that reach every such case of
    their organisation; whoever is not named needs a role in the case itself. ``notes`` writes about a step that was
    taken into what the procedure keeps beside its records (such as a room), in the step's own transaction.
    """

    code: str
    title: Text
    start: str
    states: Mapping[str, Text]
    final: frozenset[str]
    basis: str
    begin: Callable[[Case, Case, Turn], Effect | None] | None = None
    sets: tuple[str, ...] = ()
    offices: frozenset[str] = frozenset({"filing_clerk"})
    notes: Callable[[Record], object] | None = None
    steps: dict[str, Step] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code in PROCEDURES:
            raise ValueError(f"procedure {self.code} is declared twice")
        PROCEDURES[self.code] = self
        REACH[self.code] = self.offices

    def step(
        self,
        name: str,
        *,
        source: str | Iterable[str],
        target: str | Iterable[str] = (),
        by: str | Iterable[str],
        **more: Any,
    ) -> Callable[[EffectFunction], Step]:
        """Declare the decorated function as the effect of a step; without a target the case keeps its state."""

        def declare(effect: EffectFunction) -> Step:
            if name in self.steps:
                raise ValueError(f"step {self.code}.{name} is declared twice")
            targets = (target,) if isinstance(target, str) else tuple(target)
            step = Step(self.code, name, _set(source), targets, _set(by), effect=effect, **more)
            self.steps[name] = step
            return step

        return declare

    def roles_of(self, code: str) -> frozenset[str]:
        """Return the roles that may take the step with this full name; every role for the opening record."""
        name = code.partition(".")[2]
        return self.steps[name].by if name in self.steps else frozenset(ROLES)

    def not_in_state(self, case: Case, step: Step) -> Text:
        """Return the reason shown when the case is in another state."""
        here = self.states.get(case.state, case.state)
        wanted = " / ".join(str(self.states[state]) for state in self.states if state in step.source)
        return _("This can be done while the case is: %(wanted)s. Now it is: %(here)s.") % {
            "wanted": wanted,
            "here": here,
        }

    def not_for_role(self, step: Step) -> Text:
        """Return the reason shown to somebody of another role."""
        who = " / ".join(str(role_label(role)) for role in sorted(step.by))
        return _("Only the %(who)s can do this.") % {"who": who}


PROCEDURES: dict[str, Procedure] = {}


def step_of(code: str) -> Step:
    """Return the step with the full name ``procedure.step``; LookupError when there is none."""
    procedure, _dot, name = code.partition(".")
    try:
        return PROCEDURES[procedure].steps[name]
    except KeyError:
        raise LookupError(f"no step {code}") from None


def available(case: Case, actor: Actor) -> list[Step]:
    """Return the steps that the actor can take now."""
    return [step for step in steps_for(case, actor) if not step.why_not(case, actor)]


def steps_for(case: Case, actor: Actor) -> list[Step]:
    """Return the steps of the case's procedure that belong to one of the actor's roles, possible now or not."""
    return [step for step in PROCEDURES[case.procedure].steps.values() if actor.roles & step.by]


@once
def records_of(case: Case) -> list[Record]:
    """Return the records of a case, oldest first."""
    return list(case.records.select_related("actor").order_by("number"))


def _set(value: str | Iterable[str]) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value)
