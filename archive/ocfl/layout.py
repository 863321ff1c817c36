"""Where an object lies: extension 0007-n-tuple-omit-prefix-storage-layout with one tuple of four characters.

``urn:vanthu:2026-den-000123`` lies in ``2026/2026-den-000123``, so a person finds it by year and number.
"""

import json
import os
import re
from pathlib import Path, PurePosixPath
from typing import Final

from archive.errors import LogicalPathError, ObjectIdError

EXTENSION: Final = "0007-n-tuple-omit-prefix-storage-layout"
ID_PREFIX: Final = "urn:vanthu:"
TUPLE_SIZE: Final = 4

ROOT_DECLARATION: Final = "0=ocfl_1.1"
OBJECT_DECLARATION: Final = "0=ocfl_object_1.1"
INVENTORY: Final = "inventory.json"
SIDECAR: Final = "inventory.json.sha256"

# At least as long as the tuple: the padding of the extension is then never needed, and folders never collide.
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{3,79}")
# ASCII (records.md R-30), and no part begins with a dot, so that no path can leave its object.
_PATH: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


def object_folder(object_id: str) -> PurePosixPath:
    """Return the folder of an object, relative to the storage root.

    Raises:
        ObjectIdError: unless the id is the prefix and 4 to 80 lower-case ASCII letters, digits and hyphens.
    """
    name = object_id.removeprefix(ID_PREFIX)
    if name == object_id or not _NAME.fullmatch(name):
        raise ObjectIdError(object_id)
    return PurePosixPath(name[:TUPLE_SIZE], name)


def is_object_folder(parent: str, name: str) -> bool:
    """Whether an object may lie in the folder ``name`` of the folder ``parent`` of the root."""
    return _NAME.fullmatch(name) is not None and name[:TUPLE_SIZE] == parent


def entries_of(parent: Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder of the root, sorted; nothing when it is a file or a link."""
    if parent.is_symlink() or not parent.is_dir():
        return []
    with os.scandir(parent) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def content_path(number: int, logical_path: str) -> str:
    """Return where version ``number`` stores a logical path, relative to the object.

    Raises:
        LogicalPathError: unless the path is plain ASCII names with ``/`` between them.
    """
    if not _PATH.fullmatch(logical_path):
        raise LogicalPathError(logical_path)
    return f"v{number}/content/{logical_path}"


def declaration(name: str) -> bytes:
    """Return the content of a Namaste file: what its name declares, as one line."""
    return name.removeprefix("0=").encode() + b"\n"


def root_files() -> dict[str, bytes]:
    """Return the files that make a folder a storage root, the declaration last."""
    description = (
        "Objects lie by year and number: the id without its prefix, below its first four characters."
    )
    config = {
        "extensionName": EXTENSION,
        "delimiter": ":",
        "tupleSize": TUPLE_SIZE,
        "numberOfTuples": 1,
        "zeroPadding": "left",
        "reverseObjectRoot": False,
    }
    return {
        f"extensions/{EXTENSION}/config.json": _json(config),
        "ocfl_layout.json": _json({"extension": EXTENSION, "description": description}),
        ROOT_DECLARATION: declaration(ROOT_DECLARATION),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2).encode() + b"\n"
