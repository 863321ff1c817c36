"""Where an object lies: extension 0007-n-tuple-omit-prefix-storage-layout with one tuple of four characters.

``urn:vanthu:2026-den-000123`` lies in ``2026/2026-den-000123``, so a person finds it by year and number.
"""

import json
import re
from pathlib import PurePosixPath
from typing import Final

from archive.errors import ObjectIdError

EXTENSION: Final = "0007-n-tuple-omit-prefix-storage-layout"
ID_PREFIX: Final = "urn:vanthu:"
TUPLE_SIZE: Final = 4

ROOT_DECLARATION: Final = "0=ocfl_1.1"
OBJECT_DECLARATION: Final = "0=ocfl_object_1.1"
INVENTORY: Final = "inventory.json"
SIDECAR: Final = "inventory.json.sha256"

# At least as long as the tuple: the padding of the extension is then never needed, and folders never collide.
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{3,79}")


def object_folder(object_id: str) -> PurePosixPath:
    """Return the folder of an object, relative to the storage root.

    Raises:
        ObjectIdError: unless the id is the prefix and 4 to 80 lower-case ASCII letters, digits and hyphens.
    """
    name = object_id.removeprefix(ID_PREFIX)
    if name == object_id or not _NAME.fullmatch(name):
        raise ObjectIdError(object_id)
    return PurePosixPath(name[:TUPLE_SIZE], name)


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
