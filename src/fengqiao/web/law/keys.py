"""Words for the keys that the entries of the law's tables use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "article": _("article"),
    "code": _("key"),
    "number": _("number"),
    "n": _("length"),
    "unit": _("unit"),
    "roll": _("moves to the next working day"),
    "least": _("at least"),
    "most": _("at most"),
    "brackets": _("above, percent"),
    "cap": _("never more than"),
    "divisor": _("divided by"),
    "years": _("years"),
    "days": _("days"),
    "off": _("days off"),
    "work": _("make-up working days"),
    "one_year": _("one year, percent"),
    "five_years": _("five years and more, percent"),
    "suspension": _("suspension"),
    "words": _("words"),
    "answer": _("verdict"),
    "do": _("what to do"),
    "when": _("when"),
    "status": _("status"),
    "multiple": _("times"),
    "price_multiple": _("times the price"),
    "loss_multiple": _("times the loss"),
    "least_percent": _("at least, percent"),
    "most_percent": _("at most, percent"),
    "parties": _("parties"),
    "must": _("must apply, times the wage"),
    "agreed": _("by agreement, times the wage"),
    "from": _("from"),
    "group": _("group"),
    "level1": _("first level"),
    "level2": _("second level"),
    "level3": _("third level"),
    "level4": _("fourth level"),
    "court": _("court"),
    "daily": _("a day"),
    "True": _("yes"),
    "False": _("no"),
    "day": _("days"),
    "workday": _("working days"),
    "month": _("months"),
    "year": _("years"),
}


def worded(text: str) -> str:
    """Return keys joined by spaces in words of the page; what has no word stays as it is."""
    return " ".join(str(WORDS.get(part, part)) for part in text.split(" "))
