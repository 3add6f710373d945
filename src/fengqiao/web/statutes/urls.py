"""Address of the search for statutes."""

from __future__ import annotations

from django.urls import path

from fengqiao.web.statutes import views

app_name = "statutes"
urlpatterns = [path("", views.find, name="search")]
