"""Addresses of the workbench: a mediator's board, the clerk's queue, the public panel, and single checks."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from fengqiao.web.bench import board, checks, desk, panel
from fengqiao.web.cases import panels

app_name = "bench"
urlpatterns = [
    path("", board.board, name="board"),
    path("export.<str:kind>", board.export, name="export"),
    path("queue/", desk.queue, name="queue"),
    path("queue/<uuid:case_id>/<slug:name>/", desk.take, name="take"),
    path("panel/", panel.panel, name="panel"),
    path("authority/<int:pk>/", checks.authority, name="authority"),
    path("authority/<int:pk>/file/", checks.authority_file, name="authority_file"),
    path("authority/<int:pk>/picture/", checks.authority_picture, name="authority_picture"),
    path("contact/<uuid:case_id>/", checks.contact, name="contact"),
    path("contact/<int:pk>/handled/", checks.handled, name="handled"),
    path("conclude/<uuid:case_id>/", checks.conclude, name="conclude"),
]
panels.add("authority", _("Who acts for whom"), "bench/_authorities.html", checks.authorities_of, order=30)
