"""A question that the law as loaded cannot answer, said in both languages."""

from __future__ import annotations


class Refused(ValueError):
    """What is wrong, why, and what to do, as a whole sentence or two in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.zh = zh
        self.en = en
