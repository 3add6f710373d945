"""Addresses of signing: what waits, reading, writing, and the single-use link."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.cases import panels
from fengqiao.web.signing import views
from fengqiao.web.signing.panel import signatures_of

app_name = "signing"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("r/<int:pk>/", views.read, name="read"),
    path("r/<int:pk>/write/", views.write, name="write"),
    path("r/<int:pk>/done/", views.done, name="done"),
    path("t/<str:token>/", views.by_token, name="token"),
]

panels.add("signatures", _("Signatures"), "signing/_panel.html", signatures_of, place="main", order=20)
