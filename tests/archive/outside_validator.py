"""Opinions of an archive: our own, and that of another program, ocfl-py, taught the one layout it lacks."""

from pathlib import Path

from ocfl.layout import Layout
from ocfl.layout_registry import add_layout
from ocfl.storage_root import StorageRoot
from ocfl.validator import Validator

from archive.damage import Damage
from archive.ocfl import StorageRoot as OurRoot
from archive.ocfl.validation import validate_layout

_EXTENSION = "0007-n-tuple-omit-prefix-storage-layout"
_SHA256_IS_NOT_RECOMMENDED = "W004"


class _OmitPrefix(Layout):  # type: ignore[misc]  # the library publishes no types
    """Extension 0007 as its specification words it, for left-padded identifiers that need no padding."""

    def __init__(self) -> None:
        super().__init__()
        self.NAME = _EXTENSION
        self.DESCRIPTION = _EXTENSION
        self.PARAMS = {
            "delimiter": self._set_delimiter,
            "tupleSize": self._set_size,
            "numberOfTuples": self._set_count,
        }
        self._delimiter, self._size, self._count = "", 0, 0

    def _set_delimiter(self, value: str) -> None:
        self._delimiter = value

    def _set_size(self, value: int) -> None:
        self._size = value

    def _set_count(self, value: int) -> None:
        self._count = value

    def identifier_to_path(self, identifier: str) -> str:
        name = identifier.rpartition(self._delimiter)[2]
        tuples = [name[index * self._size : (index + 1) * self._size] for index in range(self._count)]
        return "/".join((*tuples, name))


add_layout(_EXTENSION, _OmitPrefix)


def objection_to_object(folder: Path) -> str:
    """Return what ocfl-py finds wrong with an object, warnings included, or nothing."""
    validator = Validator(log_warnings=True, log_errors=True)
    validator.validate_object(str(folder))
    lines = validator.status_str().splitlines()
    return "\n".join(line for line in lines if _SHA256_IS_NOT_RECOMMENDED not in line)


def objection_to_root(folder: Path) -> str:
    """Return what ocfl-py finds wrong with a storage root, its objects or their places, or nothing."""
    root = StorageRoot(root=str(folder))
    is_valid = root.validate(log_warnings=False)
    misplaced = [path for path, object_id in root.list_objects() if root.object_path(object_id) != path]
    problems = [str(error) for error in root.errors] + misplaced + ([] if is_valid else [str(root.log)])
    return "\n".join(problems)


def damages_of(root: OurRoot) -> list[Damage]:
    """Return what we find wrong ourselves with a storage root and all its objects."""
    of_objects = [damage for object_id in root.ids() for damage in root.validate_object(object_id)]
    return [*validate_layout(root.folder), *of_objects]
