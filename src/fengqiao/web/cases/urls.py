"""Addresses of the cases: the list, its export, one case, one step."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("export.<str:kind>", views.export, name="export"),
    path("<uuid:case_id>/", views.case_page, name="case"),
    path("<uuid:case_id>/steps/<slug:name>/", views.step_page, name="step"),
]
