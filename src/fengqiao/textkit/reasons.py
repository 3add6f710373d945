"""Why a text was not accepted: a code for records and tests, a sentence in both languages for the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong and what to do. ``code`` is stable; ``zh``/``en`` are shown at the field."""

    code: str
    zh: str
    en: str


class TextRefused(ValueError):
    """A typed text cannot be taken over; ``reason`` says why and what to do."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"{reason.code}: {reason.en}")
        self.reason = reason


#: Full-width forms to ASCII, one to one, so that positions in the text stay the same.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}
