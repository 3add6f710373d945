"""Addresses that exist in demo mode only."""

from __future__ import annotations

from django.urls import path

from fengqiao.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("be/<str:login>/", views.become, name="become"),
    path("outbox/", views.outbox, name="outbox"),
    path("state/", views.state, name="state"),
]
