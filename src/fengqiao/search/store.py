"""An index as a folder: a manifest that names the folder of its data, so that a new one takes over in one move."""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import shutil
import sys
import tempfile
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, overload

from fengqiao.search.index import IN_NAME, K1, RARITY, B, Index, Numbers, Row

FORMAT = 1
KIND = "fengqiao-similar"
MANIFEST = "manifest.json"
PARTS = ("grams.txt", "starts.bin", "docs.bin", "weights.bin", "rows.jsonl", "places.bin")


class NoIndex(ValueError):
    """The folder holds no index that can be read; the text says why and what to do."""


class StoredRows(Sequence[Row]):
    """The rows of a stored index, each read when it is asked for."""

    def __init__(self, data: memoryview, places: Numbers) -> None:
        self._data, self._places = data, places

    def __len__(self) -> int:
        return len(self._places) - 1

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | Sequence[Row]:
        """Return the row with this number."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        row: dict[str, Any] = json.loads(bytes(self._data[self._places[number] : self._places[number + 1]]))
        return row


def check_target(folder: Path) -> None:
    """Raise NoIndex when the folder holds something that is no index of ours: nothing else is overwritten."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise NoIndex(f"{folder} is not empty and holds no index. Name an empty or a new folder.")
    if folder.exists() and not folder.is_dir():
        raise NoIndex(f"{folder} is a file. Name a folder.")


def write(index: Index, folder: Path) -> dict[str, Any]:
    """Write the index and return its manifest. Until the last move readers see the index that was there before."""
    check_target(folder)
    folder.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp(prefix="data-", dir=folder))
    data.chmod(0o755)
    places, rows = array("Q", [0]), bytearray()
    for row in index.rows:
        rows += json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
        places.append(len(rows))
    parts = {
        "grams.txt": "\n".join(index.grams).encode(),
        "starts.bin": index.starts.tobytes(),
        "docs.bin": index.docs.tobytes(),
        "weights.bin": index.weights.tobytes(),
        "rows.jsonl": bytes(rows),
        "places.bin": places.tobytes(),
    }
    for name, content in parts.items():
        _write(data / name, content)
    manifest = {
        "kind": KIND,
        "format": FORMAT,
        "articles": len(index.rows),
        "grams": len(index.grams),
        "digest": hashlib.sha256(rows).hexdigest(),
        "method": {"name": "bm25, characters and pairs", "k1": K1, "b": B, "rarity": RARITY, "in_name": IN_NAME},
        "byte_order": sys.byteorder,
        "sizes": {name: len(content) for name, content in parts.items()},
        "data": data.name,
    }
    _take_over(folder, manifest)
    return manifest


def read(folder: Path) -> Index:
    """Open a stored index; its data are mapped, not read. NoIndex for anything else than a whole index of ours."""
    manifest = read_manifest(folder)
    data = folder / Path(str(manifest["data"])).name
    parts = {name: _mapped(data / name, manifest["sizes"][name]) for name in PARTS}
    grams = bytes(parts["grams.txt"]).decode().split("\n") if parts["grams.txt"] else []
    return Index(
        {gram: number for number, gram in enumerate(grams)},
        parts["starts.bin"].cast("Q"),
        parts["docs.bin"].cast("I"),
        parts["weights.bin"].cast("f"),
        StoredRows(parts["rows.jsonl"], parts["places.bin"].cast("Q")),
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest; NoIndex when there is none, or when this version cannot read what it describes."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except OSError:
        raise NoIndex(
            f"{folder} holds no index. Build one: fengqiao similar index CORPUS.jsonl --out {folder}"
        ) from None
    except ValueError:
        raise NoIndex(f"{path} is damaged. Build the index again.") from None
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise NoIndex(f"{path} is not the manifest of an index. Name the folder that similar index wrote.")
    if manifest.get("format") != FORMAT:
        raise NoIndex(
            f"{folder} has format {manifest.get('format')!r}, and this version reads format {FORMAT}. "
            "Build the index again with this version."
        )
    if not isinstance(manifest.get("sizes"), dict) or {*PARTS} - {*manifest["sizes"]} or not manifest.get("data"):
        raise NoIndex(f"{path} is damaged. Build the index again.")
    if manifest.get("byte_order") != sys.byteorder:
        raise NoIndex(f"{folder} was built on another kind of machine. Build the index again on this one.")
    return manifest


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _take_over(folder: Path, manifest: dict[str, Any]) -> None:
    """Put the manifest in its place and remove the data of the index before."""
    fresh = folder / f".{MANIFEST}.new"
    _write(fresh, json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
    fresh.replace(folder / MANIFEST)
    for old in _others(folder.glob("data-*"), manifest["data"]):
        shutil.rmtree(old, ignore_errors=True)


def _others(folders: Iterable[Path], name: str) -> list[Path]:
    return [path for path in folders if path.name != name and path.is_dir()]


def _mapped(path: Path, size: int) -> memoryview:
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno()).st_size
            content: memoryview = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if found else b"")
    except OSError:
        raise NoIndex(f"{path} is missing. Build the index again.") from None
    if found != size:
        raise NoIndex(f"{path} has {found} bytes instead of {size}. Build the index again.")
    return content
