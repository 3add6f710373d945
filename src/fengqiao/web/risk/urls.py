"""Addresses of the risk review of a case."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.cases import panels
from fengqiao.web.risk import views
from fengqiao.web.risk.calibration import calibration
from fengqiao.web.risk.panel import risk_panel

app_name = "risk"
urlpatterns = [
    path("calibration/", calibration, name="calibration"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/report/", views.case_report, name="report"),
    path("<uuid:case_id>/review.pdf", views.case_pdf, name="pdf"),
]

panels.add("risk", _("Risk review"), "risk/_panel.html", risk_panel, place="aside", order=70)
