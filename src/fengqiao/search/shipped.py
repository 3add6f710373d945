"""The collection that comes with the product: our own short summaries of articles."""

from __future__ import annotations

from functools import cache

from fengqiao.law.summaries import summaries
from fengqiao.search.index import Index, build


@cache
def shipped() -> Index:
    """Return the index of our own summaries, Chinese and English together; built once."""
    return build([{"id": one.name, "title": one.name, "text": f"{one.zh} {one.en}"} for one in summaries()])
