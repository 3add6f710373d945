"""Every address: pages of each area, the API, the demo."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from fengqiao.api.urls import api

urlpatterns = [
    path("", include("fengqiao.web.urls")),
    path("api/v1/", api.urls),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("fengqiao.demo.urls")))

handler404 = "fengqiao.web.shell.views.not_found"
handler400 = "fengqiao.web.shell.views.bad_request"
handler403 = "fengqiao.web.shell.views.forbidden"
handler500 = "fengqiao.web.shell.views.server_error"
