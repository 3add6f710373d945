"""What a message says for each step: what happened and the one thing to do. A step without a line here gets its own
audit sentence. Names, number, code and the warnings stand round it, see ``wording``."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    """``until``: deadline rules whose running end is the day named; ``urgent``: goes out at night too.

    ``statutory``: the law wants it to reach the person, so that no limit ever holds it back.
    """

    says: Promise
    until: tuple[str, ...] = ()
    urgent: bool = False
    statutory: bool = False


INVITATION = "mediation.take_on"
"""The step whose notice invites the other side."""

TEXTS: dict[tuple[str, str], Words] = {
    ("mediation.accept", ""): Words(_("Your application was accepted. A mediator is being asked.")),
    ("mediation.return_application", ""): Words(
        _("Your application was returned. Please read why; you can correct it or go to court.")
    ),
    ("mediation.appoint", "mediator"): Words(
        _("You are asked to mediate. Please take the case on or decline."), ("mediator_confirms",)
    ),
    ("mediation.take_on", "applicant"): Words(
        _("A mediator has taken your case on. The other side is being invited; you will hear from us.")
    ),
    ("mediation.take_on", "respondent"): Words(
        _("The other side asks to settle it by mediation, free of charge. Please read what is asked and answer."),
        ("mediator_contacts_other_party",),
        statutory=True,
    ),
    ("mediation.answer", ""): Words(_("The other side has answered. Please look at it.")),
    ("mediation.refuse", "applicant"): Words(
        _("The other side does not want mediation. You can file a suit with nothing typed twice.")
    ),
    ("mediation.draw_up", ""): Words(_("The agreement is ready. Please read it and sign."), ("mediation_pre_filing",)),
    ("mediation.reopen", ""): Words(
        _("The mediator took the agreement back; signatures given to it no longer count. Please read why.")
    ),
    ("mediation.sign", ""): Words(_("One side has signed the agreement. Please see what is still missing.")),
    ("mediation.conclude", ""): Words(
        _("The agreement is in effect. Together you can have the court confirm it, free of charge."),
        ("judicial_confirmation_application",),
    ),
    ("mediation.end", ""): Words(_("The mediation ended without agreement. Please read what you can do next.")),
    ("confirmation.apply", ""): Words(
        _("Court confirmation was applied for. It needs both sides: please see whether your tap is missing.")
    ),
    ("confirmation.accept", ""): Words(
        _("The court accepted your joint application and examines the agreement."), ("judicial_confirmation_decide",)
    ),
    ("confirmation.ask", ""): Words(_("The judge has a question. Please answer it in writing.")),
    ("confirmation.extend", ""): Words(
        _("The court needs ten more days for its ruling. You need not do anything."),
        ("judicial_confirmation_decide_extended",),
    ),
    ("confirmation.lapse", ""): Words(
        _("The time for a joint application to the court is over. The agreement still binds both of you.")
    ),
    ("delivery", ""): Words(_("The court delivers a paper to you. Please open and read it."), statutory=True),
    ("reminder.answer", ""): Words(
        _("A reminder: the other side waits for your answer."), ("mediator_contacts_other_party",)
    ),
    ("reminder.sign", ""): Words(_("A reminder: your signature is still missing."), ("mediation_pre_filing",)),
    ("reminder.confirm", ""): Words(
        _("A reminder: you can still apply together for confirmation by the court, free of charge."),
        ("judicial_confirmation_application",),
    ),
}


def words_for(kind: str, role: str) -> Words | None:
    """Return the line for a step and the addressee's role; None when the step has none."""
    return TEXTS.get((kind, role)) or TEXTS.get((kind, ""))
