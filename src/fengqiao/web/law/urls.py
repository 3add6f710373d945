"""Addresses of the calculators and of the register."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.law import calculators, deadlines, index, limits, register

app_name = "law"
urlpatterns = [
    path("", index.index, name="index"),
    path("fees/", calculators.calculator, {"name": "fees"}, name="fees"),
    path("interest/", calculators.calculator, {"name": "interest"}, name="interest"),
    path("consumer/", calculators.calculator, {"name": "consumer"}, name="consumer"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("limitation/", limits.limits, name="limitation"),
    path("tables/", register.tables, name="tables"),
    path("tables/all.csv", register.export, {"kind": "csv"}, name="tables_csv"),
    path("tables/all.json", register.export, {"kind": "json"}, name="tables_json"),
    path("tables/<path:name>/", register.table, name="table"),
]
