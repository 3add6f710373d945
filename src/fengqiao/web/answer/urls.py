"""Addresses of the other side's way in. The short code is typed, never part of an address."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.answer import question, representing, views
from fengqiao.web.answer.panel import answer_of
from fengqiao.web.cases import panels

app_name = "answer"
urlpatterns = [
    path("", views.start, name="start"),
    path("invitation/", views.invitation, name="invitation"),
    path("code/", views.code, name="code"),
    path("identity/", views.identity, name="identity"),
    path("represent/", representing.represent, name="represent"),
    path("not-me/", views.not_me, name="not_me"),
    path("<uuid:case_id>/", question.question, name="question"),
    path("<uuid:case_id>/done/", question.done, name="done"),
    path("<uuid:case_id>/sign/", question.sign, name="sign"),
]

panels.add("answer", _("Answer of the other side"), "answer/_panel.html", answer_of, order=12)
