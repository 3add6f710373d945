"""What the data say on each review point. It helps the judge to look; the finding is the judge's alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fengqiao.cases.models import Participation, Representation
from fengqiao.confirmation.drafting import parties
from fengqiao.confirmation.language import in_language
from fengqiao.confirmation.models import Confirmation
from fengqiao.confirmation.queries import agreement_paper, received_on
from fengqiao.documents.models import Document
from fengqiao.law.coded import Ground
from fengqiao.law.confirmation import application_window, in_time, review_points
from fengqiao.negotiation.clauses import Finding as ClauseFinding
from fengqiao.negotiation.clauses import check
from fengqiao.signing.models import SigningRequest
from fengqiao.signing.queries import verdict_on

STATUS, TITLE = {"status_relation"}, {"title"}
HARM = {"third_party", "gives_up_law", "more_than_asked"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One review point with what speaks for it. ``shown`` false: the data leave it open, look closer."""

    point: Ground
    shown: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """What the points are computed from, read once."""

    row: Confirmation
    parties: Sequence[Participation]
    clauses: Sequence[ClauseFinding]
    paper: Document | None
    at: datetime

    def faults(self, codes: set[str]) -> list[str]:
        """Return the words of the clause checks with these codes."""
        return [str(found.text) for found in self.clauses if found.code in codes]


Found = tuple[bool, list[str]]


def evidence_for(row: Confirmation, *, at: datetime) -> list[Evidence]:
    """Return the eight points in the order of the table, each with its evidence."""
    file = File(
        row,
        parties(row.case),
        check(row.agreement, today=row.effective_on),
        agreement_paper(row),
        at,
    )
    points = review_points(received_on(row))
    return [Evidence(point, *_tupled(READERS[point.code](file))) for point in points]


def _tupled(found: Found) -> tuple[bool, tuple[str, ...]]:
    return found[0], tuple(found[1])


def joint_in_time(file: File) -> Found:
    """Both applied, and the second of them within thirty days of the effect."""
    row = file.row
    window = application_window(row.effective_on)
    lines = [_taps(row)]
    lines.append(
        _("In effect since %(start)s, so until %(end)s.") % {"start": _day(window.start), "end": _day(window.end)}
    )
    return row.received_at is not None and in_time(row.effective_on, received_on(row)), lines


def jurisdiction(file: File) -> Found:
    """The connection of the court, as found when the case was opened."""
    found: dict[str, Any] = file.row.competence
    return bool(found.get("competent")), [in_language(found.get("zh", ""), found.get("en", ""))]


def court_matter(file: File) -> Found:
    """The cause of action, and no status relation in the terms."""
    faults = file.faults(STATUS)
    cause = _("Cause of action: %(cause)s.") % {"cause": file.row.case.dispute.cause}
    return not faults, [cause, *(faults or [_("No status relation was found in the terms.")])]


def no_title(file: File) -> Found:
    """No title to property or intellectual property in the terms."""
    faults = file.faults(TITLE)
    acts = sorted({str(term.get_act_display()) for term in file.row.agreement.terms.all()})
    return not faults, [_("The terms are: %(acts)s.") % {"acts": "、".join(acts)}, *faults]


def no_harm(file: File) -> Found:
    """No burden on somebody who does not sign, nothing that the law forbids to promise."""
    faults = file.faults(HARM)
    return not faults, faults or [_("No burden on a third person and no forbidden waiver was found in the terms.")]


def clear(file: File) -> Found:
    """Amounts, dates, capitals: what the checks of the clauses say about the rest."""
    others = [str(found.text) for found in file.clauses if found.code not in STATUS | TITLE | HARM]
    return not others, others or [_("Amounts, days, payees and consequences are complete.")]


def voluntary(file: File) -> Found:
    """The record confirmed by each side, each signature, and whether the file is unchanged."""
    confirmed = file.row.mediated.get("record_confirmed") or {}
    recorded = bool(confirmed.get("a") and confirmed.get("b"))
    record = (
        _("Each side confirmed the mediation record.")
        if recorded
        else _("Whether the record was confirmed is not known here; ask.")
    )
    signed = _signatures(file.paper)
    unchanged, verdict = _verdict(file.paper, file.at)
    return recorded and bool(signed) and unchanged, [record, *signed, verdict]


def authority(file: File) -> Found:
    """Who acts for each side, with which authority, and whether it was checked."""
    found = [_hand(row) for row in file.parties]
    return all(fine for fine, _line in found), [line for _fine, line in found]


READERS: dict[str, Callable[[File], Found]] = {
    "joint_in_time": joint_in_time,
    "jurisdiction": jurisdiction,
    "court_matter": court_matter,
    "no_title": no_title,
    "no_harm": no_harm,
    "clear": clear,
    "voluntary": voluntary,
    "authority": authority,
}


def _taps(row: Confirmation) -> str:
    def moment(at: datetime | None) -> str:
        return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") if at else _("not applied yet")

    return _("Applied: applicant's side %(a)s, other side %(b)s.") % {
        "a": moment(row.applied_a_at),
        "b": moment(row.applied_b_at),
    }


def _signatures(paper: Document | None) -> list[str]:
    if paper is None:
        return []
    rows = paper.signing_requests.exclude(state=SigningRequest.State.VOID).exclude(assented_at=None)
    return [
        _("%(who)s signed on %(day)s, %(method)s.")
        % {
            "who": row.signer_name,
            "day": date_format(timezone.localtime(row.assented_at), "SHORT_DATETIME_FORMAT"),
            "method": row.get_method_display(),
        }
        for row in rows
    ]


def _verdict(paper: Document | None, at: datetime) -> tuple[bool, str]:
    if paper is None:
        return False, _("There is no signed file of the agreement.")
    found = verdict_on(paper, at=at)
    if found.complete:
        return True, _("The signatures were checked: the file is unchanged since the last of them.")
    reasons = [in_language(reason.zh, reason.en) for reason in found.reasons]
    return False, " ".join(reasons) or _("A signature or the seal is still missing in the file.")


def _hand(row: Participation) -> tuple[bool, str]:
    acting = row.representations.filter(until=None, refused_because="").select_related("person").order_by("pk")
    if not acting:
        fine = row.organisation_id is None and not row.minor
        return fine, _("%(name)s acts in person.") % {"name": row.name}
    lines = [_authority_line(row, one) for one in acting]
    return any(fine for fine, _line in lines), " ".join(line for _fine, line in lines)


def _authority_line(row: Participation, acting: Representation) -> tuple[bool, str]:
    special = acting.kind != Representation.Kind.AGENT or acting.special_authority
    scope = _("special authority") if special else _("general authority only")
    checked = _("checked") if acting.checked_at else _("not checked yet")
    line = _("%(agent)s (%(kind)s) acts for %(name)s: %(scope)s, %(checked)s.") % {
        "agent": acting.person.name,
        "kind": acting.get_kind_display(),
        "name": row.name,
        "scope": scope,
        "checked": checked,
    }
    return bool(special and acting.checked_at), line


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
