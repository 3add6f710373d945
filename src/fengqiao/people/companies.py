"""Companies as parties: found and registered by their unified social credit code."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Organisation
from fengqiao.people.names import check_name
from fengqiao.people.numbers import check_credit_code


def find_company(credit_code: str) -> Organisation | None:
    """Return the organisation with this code, if it is known; NotAccepted for a code that cannot exist."""
    return Organisation.objects.filter(credit_code=check_credit_code(credit_code)).first()


def register_company(name: str, credit_code: str, *, address: str = "") -> Organisation:
    """Return the company with this code, registered now when it is new.

    NotAccepted when the code cannot exist or belongs to a company of another name.
    """
    code, name = check_credit_code(credit_code), check_name(name)
    known = Organisation.objects.filter(credit_code=code).first()
    if known is None:
        try:
            with transaction.atomic():
                return Organisation.objects.create(
                    kind=Organisation.Kind.COMPANY, name=name, credit_code=code, address=address.strip()
                )
        except IntegrityError:
            known = Organisation.objects.get(credit_code=code)
    if known.name != name:
        raise NotAccepted(
            _("This code belongs to %(name)s. Write that name, or check the code on the business licence.")
            % {"name": known.name},
            field="credit_code",
        )
    return known
