"""Files and keys of these tests lie in a folder of their own."""

from pathlib import Path

import pytest
from cast import Cast
from pytest_django.fixtures import Settings
from signing.desk import Desk


@pytest.fixture
def own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT, settings.KEYS_ROOT = tmp_path / "files", tmp_path / "keys"


@pytest.fixture
def desk(cast: Cast, own_folders: None) -> Desk:
    """A printed agreement whose three persons are asked to sign."""
    return Desk(cast)
