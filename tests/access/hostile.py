"""What is sent to every field: words that mean harm, days and numbers that are none, files that are something else."""

from __future__ import annotations

from access.forms import File, Value
from access.town import picture

LONG = "长" * 100_000
CALCULATED = str(731 * 739)
"""Stands in no page unless a template ran what somebody typed."""
STORED: dict[str, Value] = {
    "code and emoji": '😀\u200b好<script>alert(1)</script>{{ 731*739 }}{% load i18n %}#read("x")\'; DROP TABLE x; --',
    "turned around": "付款\u202e好的\u2066",
    "NUL": "好\x00的话说",
    "half a letter": "好的话说".encode()[:-1] + b"\xff\xfe",
    "lone surrogate": "好的\ud800话说",
    "combining": "好的" + "\u0301" * 300,
    "only unseen": "\u200b\u200d\ufeff",
    "long": LONG,
}
"""Texts; whoever takes them must keep them and show them as text."""
ALONE = {label: STORED[label] for label in ("code and emoji", "NUL", "lone surrogate", "turned around")}
DAYS: dict[str, Value] = {
    "impossible day": "9999-99-99",
    "last day": "9999-12-31",
    "far day": "2999-01-01",
    "first day": "0001-01-01",
    "no leap year": "2027-02-29",
    "long year": "99999-01-01",
}
NUMBERS: dict[str, Value] = {
    "not a number": "NaN",
    "infinity": "Infinity",
    "power": "1e999",
    "small power": "1E-400",
    "negative": "-1",
    "many digits": "9" * 20,
    "too many digits": "9" * 5000,
    "a thousandth": "0.001",
    "full width": "１２３",
    "other digits": "٣٤٥",
    "superscript": "²",
    "wrong checksum": "110101199003072570",
    "Chinese": "三万亿亿亿",
}
CHOICES: dict[str, Value] = {
    "nothing": "",
    "unknown": "no-such-choice",
    "no id": "00000000-0000-0000-0000-00000000000g",
    "another's id": "00000000-0000-4000-8000-000000000000",
    "over 64 bits": "99999999999999999999",
    "markup": '"><script>alert(1)</script>',
}
EVERY: dict[str, Value] = STORED | DAYS | NUMBERS | CHOICES
PDF = b"%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF\n"
FILES: dict[str, File] = {
    "empty": ("photo.png", b""),
    "wrong type": ("photo.png", b"MZ\x90\x00" + b"x" * 500),
    "page": ("photo.png", b"<html><script>alert(1)</script></html>"),
    "two in one": ("paper.pdf", PDF),
    "cut off": ("photo.png", picture().getvalue()[:60]),
    "up and away": ("../../etc/passwd", picture().getvalue()),
    "NUL in the name": ("a\x00b.png", picture().getvalue()),
    "no letters in the name": (b"\xff\xfe\xed\xa0\x80.png", picture().getvalue()),
    "long name": ("长" * 3000 + ".png", picture().getvalue()),
    "script in the name": ("<script>alert(1)</script>.png", picture().getvalue()),
}
