"""Words for roles and sides, in one place."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: dict[str, Promise] = {
    "applicant": _("applicant"),
    "respondent": _("respondent"),
    "mediator": _("mediator"),
    "filing_clerk": _("filing clerk"),
    "judge": _("judge"),
    "judges_clerk": _("judge's clerk"),
    "system": _("system"),
}


def role_label(role: str) -> str | Promise:
    """Return the word for a role; LookupError for a role that the platform does not know."""
    return ROLES[role]
