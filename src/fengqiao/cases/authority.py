"""Who may settle, sign and apply for a side (CPL 62: an agent only with special authority 特别授权)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.actors import Actor, representations
from fengqiao.cases.models import Case, Participation, Representation

Text = str | Promise


def may_settle(case: Case, actor: Actor) -> Text | None:
    """The actor may settle, sign and apply for its side.

    The party in person, the legal representative of a company, an agent with special authority, the guardian of a
    minor; every authority except a known post has been checked by the mediator or a clerk before.
    """
    return may_bargain(case, actor) or (_checked(actor.representation) if actor.representation else None)


def may_bargain(case: Case, actor: Actor) -> Text | None:
    """The actor may make and accept offers for its side.

    As ``may_settle``, but an uploaded authority may still wait for its check: nothing binds before the signature, and
    the talks of a company need not wait for it.
    """
    row = actor.participation
    if row is None or not actor.is_party:
        return _("Only a party, or whoever acts for it, can do this.")
    if actor.representation is None:
        return _in_person(row)
    return _scope(row, actor.representation)


def must_be_checked(case: Case) -> Text | None:
    """Every uploaded authority of this case was checked, so that people can sign."""
    waiting = [
        row for row in representations(case) if row.checked_at is None and not row.refused_because and row.until is None
    ]
    names = sorted({row.participation.name for row in waiting})
    if not names:
        return None
    return _("The authority of whoever acts for %(names)s is not checked yet.") % {"names": ", ".join(names)}


def _in_person(row: Participation) -> Text | None:
    if row.organisation_id:
        return _("A company acts through its legal representative, or an agent with a power of attorney.")
    if row.minor:
        return _("A minor acts only through a guardian. Please let a parent join the case.")
    return None


def _scope(row: Participation, acting: Representation) -> Text | None:
    kinds = Representation.Kind
    if row.minor and acting.kind != kinds.GUARDIAN:
        return _("A minor acts only through a guardian. Please let a parent join the case.")
    if acting.kind == kinds.GUARDIAN and row.person_id and not row.minor:
        return _("A guardian acts for a minor only. %(name)s is of age and acts in person.") % {"name": row.name}
    if acting.kind == kinds.AGENT and not acting.special_authority:
        return _(
            "Your power of attorney does not include settling. Upload one that says special authority 特别授权, "
            "or let the party sign."
        )
    return None


def _checked(acting: Representation) -> Text | None:
    if acting.refused_because:
        return _("Your authority was not accepted: %(reason)s") % {"reason": acting.refused_because}
    if acting.checked_at is None:
        return _("Your authority has not been checked yet. The mediator or a clerk does that; you will be told.")
    return None
