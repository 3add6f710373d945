"""The pages, one folder an area."""

from __future__ import annotations

from django.urls import include, path

from fengqiao.web.delivery import codes, verify

urlpatterns = [
    path("", include("fengqiao.web.shell.urls")),
    path("", include("fengqiao.web.people.urls")),
    path("guide/", include("fengqiao.web.guide.urls")),
    path("apply/risk/", include("fengqiao.web.risk.draft_urls")),
    path("apply/", include("fengqiao.web.intake.urls")),
    path("evidence/", include("fengqiao.web.intake.evidence_urls")),
    path("cases/", include("fengqiao.web.cases.urls")),
    path("answer/", include("fengqiao.web.answer.urls")),
    path("bench/", include("fengqiao.web.bench.urls")),
    path("rooms/", include("fengqiao.web.rooms.urls")),
    path("agreements/", include("fengqiao.web.agreement.urls")),
    path("sign/", include("fengqiao.web.signing.urls")),
    path("confirm/", include("fengqiao.web.confirm.urls")),
    path("papers/", include("fengqiao.web.delivery.urls")),
    path("risk/", include("fengqiao.web.risk.urls")),
    path("law/search/", include("fengqiao.web.statutes.urls")),
    path("law/", include("fengqiao.web.law.urls")),
    path("code/", codes.enter, name="code"),
    path("verify/", codes.check, name="verify"),
    path("v/<str:code>", verify.verify, name="scanned"),
]
