"""Addresses of papers: what was delivered, messages, checks of messages and files, the clerk's post."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.cases import panels
from fengqiao.web.delivery import clerk, codes, inbox, reading, verify
from fengqiao.web.delivery.panel import documents_of_case

app_name = "delivery"
urlpatterns = [
    path("check/", codes.check, name="check"),
    path("verify/", verify.verify, name="verify"),
    path("messages/", inbox.inbox, name="inbox"),
    path("messages/read/", inbox.read_all, name="read_all"),
    path("messages/<int:pk>/open/", inbox.open_message, name="open_message"),
    path("queue/", clerk.queue, name="queue"),
    path("queue/<int:pk>/<slug:act>/", clerk.note, name="note"),
    path("queue/<int:pk>.pdf", clerk.print_file, name="print"),
    path("failed/<int:pk>/", clerk.handled, name="handled"),
    path("<uuid:delivery_id>/", reading.open_paper, name="open"),
    path("<uuid:delivery_id>/paper.pdf", reading.paper_file, name="file"),
    path("<uuid:delivery_id>/receipt.pdf", reading.receipt_file, name="receipt"),
    path("<uuid:delivery_id>/copy/", reading.ask_copy, name="copy"),
    path("documents/<uuid:document_id>/", reading.document, name="document"),
    path("documents/<uuid:document_id>/paper.pdf", reading.document_file, name="document_file"),
]

panels.add("documents", _("Papers"), "delivery/_documents.html", documents_of_case, order=40)
