"""A visitor who walks through a guide, screen by screen, and remembers what was shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

ESCAPE = "other"


@dataclass
class Explorer:
    """A browser without a log-in."""

    language: str = "zh-CN"
    screens: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = Client(headers={"accept-language": self.language})

    def tell(self, words: str) -> str:
        """Type what happened on the first page and return the page with the suggestions."""
        self.client.post("/guide/", {"story": words})
        return self.look("/guide/")

    def explore(self, kind: str, **answers: str) -> str:
        """Choose a kind, answer every screen (whatever is not given is escaped) and return the result page."""
        self.look("/guide/")
        address = f"/guide/{kind}/1/"
        while not address.endswith(f"/guide/{kind}/"):
            page = self.look(address)
            answer = self.client.post(address, self._fitting(page, answers))
            assert answer.status_code == 303, (address, text_of(answer))
            address = answer["Location"]
        return self.look(address)

    def look(self, address: str) -> str:
        """Return a page as words; it counts as a screen."""
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.get("Location"))
        self.screens.append(address)
        return str(answer.content.decode())

    def _fitting(self, page: str, answers: dict[str, str]) -> dict[str, str]:
        radios = set(re.findall(r'<input type="radio" name="(\w+)"', page))
        typed = set(re.findall(r'<input type="text" name="(\w+)"', page))
        assert radios | typed, page
        return {
            **{name: answers.get(name, ESCAPE) for name in radios},
            **{name: answers.get(name, "") for name in typed},
        }


def text_of(answer: Any) -> str:
    """Return the words of a page without its tags."""
    page = answer if isinstance(answer, str) else answer.content.decode()
    main = page.partition("<main")[2].partition("</main>")[0] or page
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def letters_of(page: str) -> list[str]:
    """Return every letter on a page, as words."""
    found = re.findall(r'<article class="doc doc--letter".*?</article>', page, re.DOTALL)
    return [re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", letter))) for letter in found]
