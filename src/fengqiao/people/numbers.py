"""Identity numbers 身份证号 (GB 11643) and unified social credit codes 统一社会信用代码 (GB 32100)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidComponent

from fengqiao.people.errors import NotAccepted, Text

FULL_AGE = 18
"""Years; Civil Code Art. 17."""
OWN_CONSENT_AGE = 14
"""Years; under it the parents consent to the handling of personal data (PIPL Art. 31)."""
OLDEST = 130
REGIONS = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
"""First two digits: provinces, and residence permits of Hong Kong, Macao and Taiwan. The registry knows the rest."""
CREDIT_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A well-formed identity number; whether it belongs to somebody only the registry knows."""

    number: str
    birth_date: date


def age(born: date, on: date) -> int:
    """Return the full years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_minor(born: date | None, on: date) -> bool:
    """Return whether somebody is under 18 on a day; an unknown birth date counts as of age."""
    return born is not None and age(born, on) < FULL_AGE


def check_id_number(text: str, *, on: date) -> IdNumber:
    """Return the number in normal form with its birth date; NotAccepted says which rule of which digits failed."""
    number = _plain(text)
    _check_shape(number)
    born = _check_birth(number, on)
    if number[:2] not in REGIONS:
        raise _id_fault(_("The first two digits, %(digits)s, stand for no region.") % {"digits": number[:2]})
    if number[-1] != ric.calc_check_digit(number):
        raise _id_fault(
            _("The last digit does not fit the first 17, so one of them is mistyped. Compare with the card.")
        )
    return IdNumber(number, born)


def check_credit_code(text: str) -> str:
    """Return the code in normal form; NotAccepted says which rule of which digits failed."""
    code = _plain(text)
    if not code:
        raise _code_fault(_("Write the unified social credit code. It stands on the business licence."))
    if len(code) != 18:
        raise _code_fault(_("The code has 18 characters; this one has %(count)s.") % {"count": len(code)})
    for place, character in enumerate(code, start=1):
        if character not in CREDIT_ALPHABET:
            raise _code_fault(
                _("Character %(place)s is %(character)s. The code uses digits and letters without I, O, S, V and Z.")
                % {"place": place, "character": character}
            )
        if 3 <= place <= 8 and not character.isdigit():
            raise _code_fault(
                _("Characters 3 to 8 are digits; character %(place)s is %(character)s.")
                % {"place": place, "character": character}
            )
    if code[-1] != uscc.calc_check_digit(code[:-1]):
        raise _code_fault(
            _("The last character does not fit the first 17, so one of them is mistyped. Compare with the licence.")
        )
    return code


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "").upper()


def _check_shape(number: str) -> None:
    if not number:
        raise _id_fault(_("Write your identity number. It stands on the card."))
    if len(number) == 15:
        raise _id_fault(_("This is a number of the first generation with 15 digits. Write the one with 18."))
    if len(number) != 18:
        raise _id_fault(_("An identity number has 18 characters; this one has %(count)s.") % {"count": len(number)})
    for place, character in enumerate(number, start=1):
        if not (character.isascii() and character.isdigit()) and not (place == 18 and character == "X"):
            raise _id_fault(
                _("Character %(place)s is %(character)s. Only digits, and X at the very end.")
                % {"place": place, "character": character}
            )


def _check_birth(number: str, on: date) -> date:
    digits = {"digits": number[6:14]}
    try:
        born = ric.get_birth_date(number)
    except InvalidComponent:
        raise _id_fault(_("Digits 7 to 14, %(digits)s, are not a date of birth.") % digits) from None
    if born > on:
        raise _id_fault(_("Digits 7 to 14, %(digits)s, are a day in the future.") % digits)
    if age(born, on) > OLDEST:
        raise _id_fault(_("Digits 7 to 14, %(digits)s, are more than 130 years ago.") % digits)
    return born


def _id_fault(message: Text) -> NotAccepted:
    return NotAccepted(message, field="id_number")


def _code_fault(message: Text) -> NotAccepted:
    return NotAccepted(message, field="credit_code")
