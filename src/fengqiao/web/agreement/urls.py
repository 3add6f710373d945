"""Addresses of the agreement: reading, editing, preview, Word copy."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.agreement import views
from fengqiao.web.agreement.panel import agreement_of
from fengqiao.web.cases import panels

app_name = "agreement"
urlpatterns = [
    path("<uuid:case_id>/", views.show, name="show"),
    path("<uuid:case_id>/edit/", views.edit, name="edit"),
    path("<uuid:case_id>/draw/", views.draw, name="draw"),
    path("<uuid:case_id>/propose/", views.propose, name="propose"),
    path("<uuid:case_id>/word/", views.word, name="word"),
]

panels.add("agreement", _("Agreement"), "agreement/_panel.html", agreement_of, order=15)
