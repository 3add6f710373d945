"""The agreement as it will be printed, for the page."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import Http404

from fengqiao.documents.papers import Printed, Sheet, as_data, render
from fengqiao.mediation.queries import party_of
from fengqiao.negotiation.fields import agreement_fields
from fengqiao.negotiation.models import Agreement
from fengqiao.negotiation.papers import MEDIATION_AGREEMENT
from fengqiao.textkit.codes import shown


def printed(agreement: Agreement, *, at: datetime) -> Printed:
    """Return the paper set from the agreement's rows; a draft has no QR yet."""
    mediator = party_of(agreement.case, "mediator")
    if mediator is None or mediator.person is None:
        raise Http404
    fields = agreement_fields(agreement, mediator.person, at=at)
    return render(MEDIATION_AGREEMENT, as_data(fields), sheet_of(agreement), at=at)


def sheet_of(agreement: Agreement) -> Sheet:
    """Return what stands round the words: the case code, and the demo mark."""
    return Sheet(case_code=shown(agreement.case.dispute.code), demo=settings.DEMO)
