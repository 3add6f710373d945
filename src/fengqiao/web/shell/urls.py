"""Addresses of the frame."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from fengqiao.web.shell import views

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.text_page, {"name": "help"}, name="help"),
    path("privacy/", views.text_page, {"name": "privacy"}, name="privacy"),
    path("accessibility/", views.text_page, {"name": "accessibility"}, name="accessibility"),
    path("preferences/", views.preferences, name="preferences"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
if settings.DEMO:
    urlpatterns.append(path("components/", views.components, name="components"))
