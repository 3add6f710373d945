"""Writes of the confirmation that are no steps: the judge's findings on the review points."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.confirmation.conditions import assigned_to_me, did_not_mediate
from fengqiao.confirmation.models import Finding
from fengqiao.confirmation.queries import confirmation_of, findings_by_point, received_on
from fengqiao.law.confirmation import review_points
from fengqiao.ledger.actions import commit
from fengqiao.people.errors import NotAccepted


@dataclass(frozen=True, slots=True)
class Found:
    """What the judge says about one point."""

    met: bool
    evidence_seen: bool
    note: str = ""


def find(case: Case, actor: Actor, found: Mapping[str, Found], *, at: datetime) -> list[Finding]:
    """Record the judge's findings, one ledger leaf for each that is new or changed.

    Raises ``NotAccepted`` for anybody but the judge of the case, outside the review, for an unknown point, for a
    finding without a look at its evidence, and for a point found wanting without a word why.
    """
    _may_find(case, actor)
    row = confirmation_of(case)
    known = {item.code for item in review_points(received_on(row))}
    before = findings_by_point(row)
    changed = []
    with transaction.atomic():
        for point, said in found.items():
            _check(point, said, known)
            old = before.get(point)
            if old and (old.met, old.evidence_seen, old.note) == (said.met, said.evidence_seen, said.note):
                continue
            values = {"met": said.met, "evidence_seen": said.evidence_seen, "note": said.note}
            finding, _new = Finding.objects.update_or_create(
                confirmation=row, point=point, defaults={**values, "by": actor.who, "at": at}
            )
            content = [str(case.pk), point, said.met, said.note, str(actor.who.pk)]
            commit("finding", json.dumps(content, ensure_ascii=False).encode(), at=at)
            changed.append(finding)
    return changed


def _may_find(case: Case, actor: Actor) -> None:
    state = Case.objects.values_list("state", flat=True).get(pk=case.pk)
    if "judge" not in actor.roles or state != "reviewing":
        raise NotAccepted(_("Only the judge of the case writes findings, while the case is under review."))
    if reason := assigned_to_me(case, actor) or did_not_mediate(case, actor):
        raise NotAccepted(reason)


def _check(point: str, said: Found, known: set[str]) -> None:
    if point not in known:
        raise NotAccepted(_("This is not one of the review points."))
    if not said.evidence_seen:
        raise NotAccepted(_("Look at the evidence of this point first, and tick that you did."), field=f"seen_{point}")
    if not said.met and not said.note.strip():
        raise NotAccepted(_("Say in a few words what is wanting."), field=f"note_{point}")
