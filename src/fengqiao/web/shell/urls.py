"""Addresses of the frame."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.shell import views

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
