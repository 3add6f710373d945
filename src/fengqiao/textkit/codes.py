"""Short codes that people read out: 7K3M-92. Five characters and a check character, without look-alikes.

The alphabet leaves out 0 O, 1 I L, B (8) and S (5): 29 characters, a prime, so that the check character finds every
single wrong character and every swap of two neighbours. The caller draws the number (at random) and keeps it unique.
"""

from __future__ import annotations

from fengqiao.textkit.reasons import HALF_WIDTH, Reason, TextRefused

ALPHABET = "ACDEFGHJKMNPQRTUVWXYZ23456789"
LENGTH = 6
#: How many codes there are: draw a number from 0 up to, not including, this.
SPACE = len(ALPHABET) ** (LENGTH - 1)

_RADIX = 9
#: B and S are not in the alphabet, so whoever types them saw 8 or 5.
_SEEN_AS = str.maketrans({"B": "8", "S": "5"})
_SEPARATORS = str.maketrans(dict.fromkeys(" -‐‑–—－_·.　"))
_ZH = dict(zip("23456789", "二三四五六七八九", strict=True))
_EN = {
    "A": "Alfa", "C": "Charlie", "D": "Delta", "E": "Echo", "F": "Foxtrot", "G": "Golf", "H": "Hotel", "J": "Juliett",
    "K": "Kilo", "M": "Mike", "N": "November", "P": "Papa", "Q": "Quebec", "R": "Romeo", "T": "Tango", "U": "Uniform",
    "V": "Victor", "W": "Whiskey", "X": "X-ray", "Y": "Yankee", "Z": "Zulu",
}  # fmt: skip

_EMPTY = Reason("empty", "请输入短码，例如 7K3M-92。", "Type the short code, for example 7K3M-92.")
_LENGTH = Reason("length", "短码是 6 个字，例如 7K3M-92。", "A short code has 6 characters, for example 7K3M-92.")
_CHARACTER = Reason(
    "character", "短码里没有 0、O、1、I、L，请再看一遍。", "Short codes have no 0, O, 1, I or L. Please look again."
)
_CHECK = Reason(
    "check", "短码有一个字不对，请对着短信再输一遍。", "One character is wrong. Compare it with the message."
)


def code_of(number: int) -> str:
    """The code of a number below :data:`SPACE`, printed with its hyphen; ValueError outside."""
    if not 0 <= number < SPACE:
        raise ValueError(f"{number} has no code. Draw a number from 0 to {SPACE - 1}.")
    body = ""
    for _ in range(LENGTH - 1):
        number, rest = divmod(number, len(ALPHABET))
        body = ALPHABET[rest] + body
    return shown(body + ALPHABET[-_remainder(body + ALPHABET[0]) % len(ALPHABET)])


def parse_code(text: str) -> str:
    """The printed form of what a person typed (any case, width, spaces, hyphens).

    TextRefused with ``empty``, ``length``, ``character`` or ``check``.
    """
    typed = text.translate(HALF_WIDTH).translate(_SEPARATORS).strip().upper().translate(_SEEN_AS)
    if not typed:
        raise TextRefused(_EMPTY)
    if any(character not in ALPHABET for character in typed):
        raise TextRefused(_CHARACTER)
    if len(typed) != LENGTH:
        raise TextRefused(_LENGTH)
    if _remainder(typed):
        raise TextRefused(_CHECK)
    return shown(typed)


def shown(code: str) -> str:
    """Four characters, a hyphen, the rest."""
    plain = code.replace("-", "")
    return f"{plain[:4]}-{plain[4:]}"


def spoken(code: str, language: str = "zh") -> str:
    """How to read the code out: 七 K 三 M，九 二 or 7, Kilo, 3, Mike; 9, 2."""
    table, within, between = (_ZH, " ", "，") if language.startswith("zh") else (_EN, ", ", "; ")
    groups = parse_code(code).split("-")
    return between.join(within.join(table.get(character, character) for character in group) for group in groups)


def _remainder(code: str) -> int:
    """Horner's rule over the places of the alphabet; 0 for a valid code."""
    value = 0
    for character in code:
        value = (value * _RADIX + ALPHABET.index(character)) % len(ALPHABET)
    return value
