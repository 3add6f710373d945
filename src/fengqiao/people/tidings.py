"""Telling people what an administrator changed about them: by text message, else by e-mail; always on "My data"."""

from __future__ import annotations

import json
from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from fengqiao import gateways
from fengqiao.people.models import Change

MOST_TRIES = 5


def tell_changes(at: datetime) -> int:
    """Tell everybody who was not told yet; return how many were. After five tries the page alone tells it."""
    told = 0
    for change in Change.objects.filter(told_at=None, told_tries__lt=MOST_TRIES).select_related(
        "person", "organisation"
    ):
        told += _tell(change, at)
    return told


def _tell(change: Change, at: datetime) -> bool:
    """Send one message to every address that is concerned; a new number does not silence the old one."""
    mine = Change.objects.filter(pk=change.pk, told_at=None, told_tries=change.told_tries)
    if not mine.update(told_tries=F("told_tries") + 1):
        return False
    with override(change.person.language):
        text, subject = words_of(change), _("Your data at %(court)s") % {"court": change.organisation.name}
    results = [gateways.sms().send(phone, text, at=at) for phone in _addresses(change, "phone")]
    if not any(result.ok for result in results):
        results = [gateways.mail().send(email, subject, text, at=at) for email in _addresses(change, "email")]
    if not any(result.ok for result in results):
        return False
    Change.objects.filter(pk=change.pk).update(told_at=at)
    return True


def words_of(change: Change) -> str:
    """Return the message about a change: what, why, and whom to call."""
    what = {
        Change.Kind.APPOINTED: _("You were given a post."),
        Change.Kind.ENDED: _("Your post ends."),
        Change.Kind.APP_RESET: _("Your authenticator app was taken away; set up a new one when you next log in."),
        Change.Kind.CORRECTED: _("Your data were corrected."),
    }[Change.Kind(change.kind)]
    return _(
        "[%(court)s] An administrator changed something about you. %(what)s Reason: %(reason)s. "
        "You see it under “My data”. If you know nothing of it, call %(phone)s."
    ) % {
        "court": change.organisation.name,
        "what": what,
        "reason": change.reason.rstrip("。."),
        "phone": settings.COURT["phone"],
    }


def _addresses(change: Change, field: str) -> list[str]:
    """Return the present address and, when it was changed, the one before."""
    before = json.loads(change.details).get(field, [""])[0]
    return list(dict.fromkeys(address for address in (getattr(change.person, field), before) if address))
