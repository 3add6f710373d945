"""The HTTP API, version 1: everything that the pages can do, through the same steps."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="Fengqiao 网上枫桥", version="1", urls_namespace="api", docs_url=None)
