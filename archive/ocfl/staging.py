"""Build a whole object in a folder of its own, to be renamed into its place when it is durable."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive import disk
from archive.errors import SourceChangedError
from archive.ocfl import inventory as inventories
from archive.ocfl.inventory import Inventory, Version, VersionNote
from archive.ocfl.layout import (
    INVENTORY,
    OBJECT_DECLARATION,
    SIDECAR,
    content_path,
    declaration,
    object_folder,
)

Source = bytes | Path
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContent:
    """The files of a version: the digest of each logical path, and what must be stored for them."""

    state: Mapping[str, str]
    stored: Mapping[str, str]
    """Content path to digest, for bytes that the object does not hold yet."""
    sources: Mapping[str, Source]
    """Content path to bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewObject:
    """What version 1 of an object is made of: the bytes of each logical path, and who made it."""

    id: str
    files: Mapping[str, Source]
    note: VersionNote


def stage_object(staging: Path, object_id: str, files: Mapping[str, Source], note: VersionNote) -> Path:
    """Build version 1 of an object below ``staging``, durable and whole, and return its folder.

    What an earlier attempt left there is thrown away.

    Raises:
        ObjectIdError, LogicalPathError: for an id or a path that the layout does not have.
        SourceChangedError: when a source file changed meanwhile.
    """
    [folder] = stage_objects(staging, [NewObject(id=object_id, files=files, note=note)])
    return folder


def stage_objects(staging: Path, objects: Iterable[NewObject]) -> tuple[Path, ...]:
    """Build several objects as one group (see ``stage_object``); return their folders."""
    folders: list[Path] = []
    data: dict[str, disk.Data] = {}
    for one in objects:
        name = object_folder(one.id).name
        folders.append(staging / name)
        disk.remove_tree(folders[-1])
        data |= {f"{name}/{path}": of for path, of in files_of(one).items()}
    disk.write_files(staging, data)
    return tuple(folders)


def files_of(one: NewObject) -> dict[str, disk.Data]:
    """Return the files of an object by path relative to its folder."""
    content = plan_content(one.files, number=1, held=frozenset())
    version = Version(note=one.note, state=content.state)
    written = inventories.encode(Inventory(id=one.id, manifest=content.stored, versions=(version,)))
    root = {OBJECT_DECLARATION: declaration(OBJECT_DECLARATION), **with_sidecar(written)}
    return {**version_files(1, content, written), **root}


def plan_content(files: Mapping[str, Source], *, number: int, held: frozenset[str]) -> NewContent:
    """Digest the files and find what version ``number`` must store; ``held`` digests are there already."""
    state = {path: digest_of(source) for path, source in files.items()}
    stored: dict[str, str] = {}
    sources: dict[str, Source] = {}
    known = set(held)
    for path, digest in state.items():
        if digest not in known:
            known.add(digest)
            stored[content_path(number, path)] = digest
            sources[content_path(number, path)] = files[path]
    return NewContent(state=state, stored=stored, sources=sources)


def version_files(number: int, content: NewContent, written: bytes) -> dict[str, disk.Data]:
    """Return the files of a version's folder by path relative to the object."""
    data = {path: checked(source, content.stored[path]) for path, source in content.sources.items()}
    return data | {f"v{number}/{name}": of for name, of in with_sidecar(written).items()}


def with_sidecar(written: bytes) -> dict[str, bytes]:
    """Return an inventory's two files: itself and its digest."""
    return {INVENTORY: written, SIDECAR: f"{hashlib.sha256(written).hexdigest()} {INVENTORY}\n".encode()}


def digest_of(source: Source) -> str:
    """Return the SHA-256 (hex) of bytes or of a file."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def size_of(source: Source) -> int:
    """Return how many bytes there are."""
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def checked(source: Source, digest: str) -> disk.Data:
    """Return the bytes to write, a file's piece by piece.

    Raises:
        SourceChangedError: at the end of a file whose digest is another one.
    """
    return source if isinstance(source, bytes) else _read(source, digest)


def _read(path: Path, digest: str) -> Iterator[bytes]:
    seen = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            seen.update(chunk)
            yield chunk
    if seen.hexdigest() != digest:
        raise SourceChangedError(path)
