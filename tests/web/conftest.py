"""A case of the small procedure, and browsers of the people in it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import talks
from cast import START, Cast
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone
from story import Story
from talks import Visit

from fengqiao.people.models import Person


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start the Chromium of the system; the driver runs an event loop, which Django would else refuse."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {"executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"), "args": ["--no-sandbox"]}


@pytest.fixture
def plain_asset_names() -> Iterator[None]:
    """The test server serves files from where they lie, so their names carry no digest."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture
def visit() -> Visit:
    """Return a browser in which this person is logged in, set to Chinese."""

    def browser(person: Person | None = None) -> Client:
        client = Client(headers={"accept-language": "zh-CN"})
        if person:
            client.force_login(person, "fengqiao.people.backends.StaffBackend")
        return client

    return browser


@pytest.fixture
def story(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Story:
    """A case in which the parties talk, since the day of the cast."""
    monkeypatch.setattr(timezone, "now", lambda: START)
    told = Story(cast, "talks")
    told.join("mediator", "", cast.chen)
    return told.then("luo", talks.accept)
