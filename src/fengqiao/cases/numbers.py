"""Numbers of cases and documents: contiguous per court, kind and year."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from fengqiao.cases.models import NumberSeries


def next_serial(court_code: str, kind: str, year: int) -> int:
    """Return the next serial number; the row is locked by its own update, so no number is given twice."""
    with transaction.atomic():
        series, _created = NumberSeries.objects.get_or_create(court_code=court_code, kind=kind, year=year)
        NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
        return NumberSeries.objects.get(pk=series.pk).last
