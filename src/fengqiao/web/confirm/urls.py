"""Addresses of judicial confirmation: the judge's queue, the review, the decision."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.cases import panels
from fengqiao.web.confirm import views
from fengqiao.web.confirm.panel import confirmation_panel

app_name = "confirm"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<uuid:case_id>/", views.review, name="review"),
    path("<uuid:case_id>/findings/", views.findings, name="findings"),
    path("<uuid:case_id>/decide/", views.decide, name="decide"),
    path("<uuid:case_id>/papers/<slug:kind>.pdf", views.paper_file, name="paper"),
]

panels.add("confirmation", _("Judicial confirmation"), "confirm/_panel.html", confirmation_panel, order=10)
