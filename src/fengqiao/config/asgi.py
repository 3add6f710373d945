"""ASGI entry point."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

from fengqiao.config.bodies import limit_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.config.settings")
FILES_AT_ONCE = 10
BESIDE_FILES = 5 * 1024 * 1024
application = limit_bodies(get_asgi_application(), FILES_AT_ONCE * settings.MAX_UPLOAD_BYTES + BESIDE_FILES)
