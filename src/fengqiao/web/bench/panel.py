"""The public roll of bodies and mediators (在线调解规则第5条)."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fengqiao.mediation.panel import bodies_of, roll
from fengqiao.people.models import Organisation


@require_GET
def panel(request: HttpRequest) -> HttpResponse:
    """Show every court with its bodies, their mediators, fields and present load; open to everybody."""
    today = timezone.localdate()
    courts = []
    for court in Organisation.objects.filter(Q(organisation__isnull=False), kind="court").distinct().order_by("name"):
        mediators = roll(court, today)
        bodies = [(body, [each for each in mediators if each.body == body]) for body in bodies_of(court)]
        courts.append((court, bodies))
    return render(request, "bench/panel.html", {"courts": courts})
