"""The format of backups, as docs/backup.md describes it: what the files say. Nothing here touches a disk.

A backup is a manifest that lists pages; a page lists files of the office with the digests of their parts; the
bytes of pages and parts are named by their digests, so that what did not change is there once.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Final

FORMAT: Final = 1
PART: Final = 8 * 2**20
"""Bytes of one part; a log that grows is then stored anew only from its last part on."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of the office: its path there with ``/``, size, time of last change, digests of its parts."""

    path: str
    size: int
    mtime_ns: int
    parts: tuple[str, ...]

    @property
    def part_sizes(self) -> Iterator[tuple[str, int]]:
        """Yield each part with its size in bytes."""
        for number, digest in enumerate(self.parts):
            yield digest, min(PART, self.size - number * PART)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A page in a manifest: what it is about, and where its lines are."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One finished backup; ``office`` tells offices apart and is no secret."""

    number: int
    made_at: str
    office: str
    files: int
    size: int
    pages: tuple[PageEntry, ...]
    format: int = FORMAT


def digest_of(data: bytes) -> str:
    """Return the name under which bytes are kept."""
    return hashlib.sha256(data).hexdigest()


def encode_page(files: Iterable[KeptFile]) -> bytes:
    """Return a page: one JSON array per file, ASCII, so that names that are no text survive as escapes."""
    lines = (json.dumps([file.path, file.size, file.mtime_ns, file.parts]) for file in files)
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def decode_page(data: bytes) -> Iterator[KeptFile]:
    """Yield the files of a page.

    Raises:
        ValueError: when it is none, or names a file outside the office.
    """
    for line in data.splitlines():
        path, size, mtime_ns, parts = json.loads(line)
        if not is_inside(path):
            raise ValueError(path)
        yield KeptFile(path, int(size), int(mtime_ns), tuple(map(str, parts)))


def encode_manifest(manifest: Manifest) -> bytes:
    """Return a manifest as indented JSON."""
    return json.dumps(asdict(manifest), indent=1).encode("ascii") + b"\n"


def format_of(data: bytes) -> int:
    """Return the format of a manifest; this much stays the same in all.

    Raises:
        ValueError, KeyError, TypeError: when it is none.
    """
    return int(json.loads(data)["format"])


def decode_manifest(data: bytes) -> Manifest:
    """Read a manifest, passing over what a later version of the same format added.

    Raises:
        ValueError, KeyError, TypeError: when it is none.
    """
    known: dict[str, Any] = {
        name: value for name, value in json.loads(data).items() if name in Manifest.__slots__
    }
    pages = tuple(PageEntry(name=str(page["name"]), digest=str(page["digest"])) for page in known["pages"])
    return Manifest(**(known | {"pages": pages}))


def is_inside(path: str) -> bool:
    """Whether a path stays below the folder that it is relative to."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\0" not in path
