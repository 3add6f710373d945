"""The words of a message: court, masked names, number, one thing to do, one day, short code, how to check it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from fengqiao.cases.labels import role_label
from fengqiao.cases.models import Case, Deadline, Participation
from fengqiao.cases.steps import step_of
from fengqiao.notices.texts import Words, words_for
from fengqiao.textkit.names import mask_name

OTHER_SIDE = {"a": "b", "b": "a"}


@dataclass(frozen=True, slots=True)
class Wording:
    """``summary`` is what happened and what to do; ``text`` the whole message as sent."""

    summary: str
    text: str


def wording(participation: Participation, kind: str, code: str, *, taken_by: str = "") -> Wording:
    """Compose the message about ``kind`` in the addressee's language; ``taken_by`` is the role that took the step."""
    with override(language_of(participation)):
        words = words_for(kind, participation.role)
        summary = _what(participation.case, kind, words, taken_by)
        text = _(
            "[%(court)s] %(name)s: your dispute %(other)s%(number)s. %(summary)s Code %(code)s: type %(address)s "
            "into your browser yourself and enter the code, or call %(phone)s to check. "
            "We never ask for passwords, codes or transfers."
        ) % {
            "court": court_of(participation.case),
            "name": shown_name(participation),
            "other": _other_side(participation),
            "number": participation.case.number,
            "summary": summary,
            "code": code,
            "address": urlsplit(settings.BASE_URL).netloc,
            "phone": settings.COURT["phone"],
        }
    return Wording(summary, text)


def language_of(participation: Participation) -> str:
    """Return the language of the person behind a participation, Chinese when nobody has joined."""
    return participation.person.language if participation.person else "zh-hans"


def shown_name(participation: Participation) -> str:
    """Return the name of a company as it is, that of a person masked."""
    if participation.organisation:
        return participation.organisation.name
    return mask_name(participation.person.name if participation.person else participation.name)


def court_of(case: Case) -> str:
    """Return the court that answers for the case: its own, the one that invited the body, or the platform's."""
    body = case.organisation
    if body and body.kind == "court":
        return body.name
    return body.invited_by.name if body and body.invited_by else str(settings.COURT["name"])


def _what(case: Case, kind: str, words: Words | None, taken_by: str) -> str:
    if words is None:
        step = step_of(kind)
        who = role_label(taken_by) if taken_by else _("platform")
        return _("The %(who)s %(says)s. Please look at the case.") % {"who": who, "says": step.says}
    day = _day(case, words.until)
    if day is None:
        return str(words.says)
    return _("%(says)s Last day: %(day)s.") % {"says": words.says, "day": _in_words(day)}


def _day(case: Case, rules: tuple[str, ...]) -> date | None:
    here = Q(case=case) | Q(case__parent=case)
    running = Deadline.objects.filter(here, rule__in=rules, state=Deadline.State.RUNNING).order_by("end")
    return running.values_list("end", flat=True).first()


def _in_words(day: date) -> str:
    return _("%(day)s (%(weekday)s)") % {"day": date_format(day, "MONTH_DAY_FORMAT"), "weekday": date_format(day, "D")}


def _other_side(participation: Participation) -> str:
    side = OTHER_SIDE.get(participation.side)
    rows = participation.case.participations.filter(side=side).select_related("person", "organisation") if side else ()
    names = "、".join(shown_name(row) for row in rows if row.until is None)
    return _("with %(names)s ") % {"names": names} if names else ""
