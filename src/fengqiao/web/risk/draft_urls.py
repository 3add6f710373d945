"""Addresses of the risk review of a draft: below those of the application, where its cookie is sent."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.risk import views

app_name = "risk_draft"
urlpatterns = [
    path("", views.draft, name="ask"),
    path("report/", views.draft_report, name="report"),
    path("review.pdf", views.draft_pdf, name="pdf"),
]
