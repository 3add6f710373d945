"""Addresses of the evidence of a case."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.cases import panels
from fengqiao.web.intake import evidence

app_name = "evidence"
urlpatterns = [
    path("<uuid:evidence_id>/", evidence.original, name="original"),
    path("<uuid:evidence_id>/preview/", evidence.preview, name="preview"),
    path("cases/<uuid:case_id>/", evidence.case_files, name="case"),
]
panels.add("evidence", _("Evidence"), "intake/_panel.html", evidence.panel, order=40)
