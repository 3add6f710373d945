"""The search of the bench: invented collections as large as a law library, and questions put to them."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from fengqiao.law.summaries import summaries
from fengqiao.search.index import Index, Row, build
from fengqiao.search.lay_words import lay_words
from fengqiao.search.query import search
from fengqiao.search.store import read, write

SEED = 20261124
LENGTH = 120
"""Characters of an invented article: the mean of the articles of the STARD questions."""
QUESTIONS = 200
TOP = 30


class Shelf:
    """A collection of invented articles, indexed, written and opened again."""

    def __init__(self, count: int) -> None:
        self.chance = Random(SEED)  # noqa: S311  puts sentences together
        rows = self._rows(count)
        begun = time.process_time()
        built = build(rows)
        with tempfile.TemporaryDirectory(prefix="fengqiao-shelf-") as folder:
            write(built, Path(folder))
            self.seconds = time.process_time() - begun
            self.index: Index = read(Path(folder))

    def milliseconds(self) -> list[float]:
        """Return what each of many questions took, as CPU time; a few go first to warm up."""
        spans = []
        for number, question in enumerate(self._questions(QUESTIONS + 10)):
            begun = time.process_time()
            search(self.index, question, TOP)
            if number >= 10:
                spans.append((time.process_time() - begun) * 1000)
        return spans

    def _rows(self, count: int) -> list[Row]:
        """Put halves of our own sentences together, some characters exchanged, until each article is long enough."""
        parts = [part for one in summaries() for part in re.split("[，。；：、（）]", one.zh) if len(part) > 1]
        terms = [term for legal in lay_words().values() for term in legal]
        signs = "".join(parts)
        return [{"id": str(number), "text": self._article(parts, terms, signs)} for number in range(count)]

    def _article(self, parts: Sequence[str], terms: Sequence[str], signs: str) -> str:
        text = ""
        while len(text) < LENGTH:
            part = self.chance.choice(parts)
            cut = self.chance.randrange(len(part))
            text += part[:cut] + self.chance.choice(terms) + self.chance.choice(signs) + part[cut:] + "。"
        return text

    def _questions(self, count: int) -> list[str]:
        lay = [word for word in lay_words() if not word.isascii()]
        ends = ("怎么办？", "可以要求赔偿吗？", "有什么规定", "应该找谁？")
        return [f"{'，'.join(self.chance.sample(lay, 4))}，{self.chance.choice(ends)}" for _number in range(count)]
