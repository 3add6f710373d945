"""Mobile numbers and e-mail addresses in one form."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from fengqiao.people.errors import NotAccepted
from fengqiao.textkit.names import mask_email, mask_phone

MOBILE = re.compile(r"1[3-9]\d{9}")


def clean_phone(text: str) -> str:
    """Return the 11 digits of a mainland mobile number; spaces, dashes and +86 are taken away."""
    plain = re.sub(r"[\s\-().]", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"^(\+|00)86", "", plain)
    if not plain:
        raise NotAccepted(_("Write your mobile number."), field="phone")
    if not plain.isascii() or not plain.isdigit():
        raise NotAccepted(_("A mobile number has only digits, for example 13800000001."), field="phone")
    if len(plain) != 11:
        raise NotAccepted(
            _("A mobile number has 11 digits; this one has %(count)s.") % {"count": len(plain)}, field="phone"
        )
    if not MOBILE.fullmatch(plain):
        raise NotAccepted(_("Mobile numbers begin with 13 to 19. Please check the first two digits."), field="phone")
    return plain


def clean_email(text: str) -> str:
    """Return a trimmed e-mail address in lower case."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        validate_email(plain)
    except ValidationError:
        raise NotAccepted(_("An e-mail address looks like name@example.cn. Please check it."), field="email") from None
    return plain


def clean_address(text: str) -> tuple[str, str]:
    """Return the channel (``sms`` or ``mail``) and the address that somebody typed to log in with."""
    if "@" in unicodedata.normalize("NFKC", text):
        return "mail", clean_email(text)
    return "sms", clean_phone(text)


def mask_address(address: str) -> str:
    """Return the address as pages show it: 138****0001, l***@example.cn."""
    return mask_email(address) if "@" in address else mask_phone(address)
