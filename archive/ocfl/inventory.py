"""The inventory of an object: its versions, and which stored file each name stands for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

from archive.errors import InventoryError
from model.actor import Actor

_TYPE: Final = "https://ocfl.io/1.1/spec/#inventory"
_ALGORITHM: Final = "sha256"
_ROLE_PREFIX: Final = "urn:vanthu:vai-tro:"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionNote:
    """Who made a version, when and why."""

    message: str
    user: Actor
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of an object: the digest of each logical path."""

    note: VersionNote
    state: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All versions of an object, first to last, and the digest of every stored file (content path)."""

    id: str
    manifest: Mapping[str, str]
    versions: tuple[Version, ...]

    @property
    def head(self) -> Version:
        """The last version."""
        return self.versions[-1]

    @property
    def number(self) -> int:
        """The number of the last version, from 1."""
        return len(self.versions)

    def content_path(self, digest: str) -> str:
        """Return where the bytes of a digest are stored, relative to the object.

        Raises:
            KeyError: when the object does not hold them.
        """
        for path, of in self.manifest.items():
            if of == digest:
                return path
        raise KeyError(digest)

    def with_version(self, version: Version, stored: Mapping[str, str]) -> Self:
        """Return the inventory with one more version; ``stored`` maps its new content paths to digests."""
        return type(self)(
            id=self.id, manifest={**self.manifest, **stored}, versions=(*self.versions, version)
        )

    def up_to(self, number: int) -> Self:
        """Return the inventory as it was when version ``number`` was the last."""
        folders = {f"v{of}" for of in range(1, number + 1)}
        manifest = {path: of for path, of in self.manifest.items() if path.partition("/")[0] in folders}
        return type(self)(id=self.id, manifest=manifest, versions=self.versions[:number])


def encode(inventory: Inventory) -> bytes:
    """Return the inventory as the JSON of OCFL 1.1."""
    versions = {f"v{number}": _encode_version(of) for number, of in enumerate(inventory.versions, start=1)}
    document = {
        "id": inventory.id,
        "type": _TYPE,
        "digestAlgorithm": _ALGORITHM,
        "head": f"v{inventory.number}",
        "contentDirectory": "content",
        "manifest": _by_digest(inventory.manifest),
        "versions": versions,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def decode(data: bytes) -> Inventory:
    """Read an inventory.

    Raises:
        InventoryError: for anything that is not an OCFL 1.1 inventory with SHA-256 and unpadded versions.
    """
    try:
        return _decode(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InventoryError(f"{type(error).__name__}: {error}") from error


def _encode_version(version: Version) -> dict[str, object]:
    note = version.note
    return {
        "created": note.created.isoformat(timespec="seconds"),
        "message": note.message,
        "user": {"name": note.user.name, "address": _ROLE_PREFIX + note.user.role},
        "state": _by_digest(version.state),
    }


def _by_digest(paths: Mapping[str, str]) -> dict[str, list[str]]:
    digests: dict[str, list[str]] = {}
    for path, digest in sorted(paths.items()):
        digests.setdefault(digest, []).append(path)
    return digests


def _decode(document: dict[str, Any]) -> Inventory:
    head = int(document["head"].removeprefix("v"))
    names = [f"v{number}" for number in range(1, head + 1)]
    is_ours = document["digestAlgorithm"] == _ALGORITHM and document["head"] == f"v{head}"
    if not is_ours or not names or sorted(document["versions"]) != sorted(names):
        raise InventoryError("other digest algorithm or version numbers than this program writes")
    manifest = _by_path(document["manifest"])
    strange = [path for path in manifest if not _is_content_path(path, names)]
    if strange:
        raise InventoryError(f"content lies outside the versions: {strange[0]}")
    versions = tuple(_decode_version(document["versions"][name]) for name in names)
    missing = {digest for version in versions for digest in version.state.values()} - set(manifest.values())
    if missing:
        raise InventoryError(f"no content for {min(missing)}")
    return Inventory(id=str(document["id"]), manifest=manifest, versions=versions)


def _decode_version(document: dict[str, Any]) -> Version:
    user = document.get("user", {})
    role = user.get("address", "").removeprefix(_ROLE_PREFIX)
    note = VersionNote(
        message=str(document.get("message", "")),
        user=Actor(name=str(user.get("name", "")), role=role),
        created=datetime.fromisoformat(document["created"]),
    )
    return Version(note=note, state=_by_path(document["state"]))


def _is_content_path(path: str, versions: list[str]) -> bool:
    version, content, *names = path.split("/")
    return version in versions and content == "content" and bool(names) and not {"", ".", ".."} & set(names)


def _by_path(digests: dict[str, list[str]]) -> dict[str, str]:
    return {path: digest.lower() for digest, paths in digests.items() for path in paths}
