"""The answer of a table as a figure in the page's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from fengqiao.web.templatetags.fengqiao import yuan

_MONEY = re.compile(r"-?[0-9]+\.[0-9]{2}")
_ALLOCATED = re.compile(r"principal (?P<principal>\S+); double (?P<double>\S+); left double (?P<left>\S+)")
_HARM = re.compile(r"<=(?P<most>\S+) on top of (?P<loss>\S+)")


def of_fee(value: Mapping[str, Any]) -> str:
    """Return ``¥50.00``, a range, or what is returned."""
    least, most = Decimal(value["min"]), Decimal(value["max"])
    if most < 0:
        return _("%(amount)s is returned") % {"amount": yuan(-most)}
    if least == most:
        return yuan(least)
    return _("%(least)s to %(most)s") % {"least": yuan(least), "most": yuan(most)}


def of_amount(value: Mapping[str, Any]) -> str:
    """Return money, a percentage, yes or no, or the sentence of a kind with several numbers."""
    said = str(value["amount"])
    if said in ("true", "false"):
        return _("Yes, without giving a reason") if said == "true" else _("No, not without a reason")
    if _MONEY.fullmatch(said):
        return yuan(Decimal(said))
    if found := _ALLOCATED.fullmatch(said):
        return _("%(principal)s off the principal, %(double)s off the doubled interest; %(left)s of it left") % {
            key: yuan(Decimal(digits)) for key, digits in found.groupdict().items()
        }
    if found := _HARM.fullmatch(said):
        return _("up to %(most)s on top of the loss of %(loss)s") % {
            key: yuan(Decimal(digits)) for key, digits in found.groupdict().items()
        }
    return said
