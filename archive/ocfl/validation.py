"""Check an object against everything its inventory promises, reading every byte of it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.damage import Damage, DamageKind
from archive.errors import InventoryError
from archive.ocfl import inventory as inventories
from archive.ocfl.inventory import Inventory
from archive.ocfl.layout import (
    INVENTORY,
    OBJECT_DECLARATION,
    SIDECAR,
    declaration,
    entries_of,
    is_object_folder,
    root_files,
)
from archive.ocfl.staging import digest_of, with_sidecar

_OF_THE_OBJECT: Final = {OBJECT_DECLARATION, INVENTORY, SIDECAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectCheck:
    """The check of one object, a list of questions that each name what they find wrong."""

    folder: Path
    object_id: str
    inventory: Inventory

    def damages(self) -> Iterator[Damage]:
        """Give every damage of the object."""
        yield from self._declaration()
        yield from self._content()
        yield from self._version_inventories()
        yield from self._strangers()

    def _declaration(self) -> Iterator[Damage]:
        path = self.folder / OBJECT_DECLARATION
        if not path.is_file():
            yield self._damage(DamageKind.MISSING, OBJECT_DECLARATION)
        elif path.read_bytes() != declaration(OBJECT_DECLARATION):
            yield self._damage(DamageKind.ALTERED, OBJECT_DECLARATION)

    def _content(self) -> Iterator[Damage]:
        for content_path, digest in self.inventory.manifest.items():
            path = self.folder / content_path
            if path.is_symlink() or not path.is_file():
                yield self._damage(DamageKind.MISSING, content_path)
            elif (kind := _compare(path, digest)) is not None:
                yield self._damage(kind, content_path)

    def _version_inventories(self) -> Iterator[Damage]:
        for number in range(1, self.inventory.number + 1):
            expected = self.inventory.up_to(number)
            yield from _check_inventory(self.folder, f"v{number}/", self.object_id, expected)

    def _strangers(self) -> Iterator[Damage]:
        known = set(self.inventory.manifest) | _OF_THE_OBJECT
        for number in range(1, self.inventory.number + 1):
            known |= {f"v{number}/{name}" for name in (INVENTORY, SIDECAR)}
        folders = {str(parent) for path in known for parent in Path(path).parents}
        for path, is_folder in _entries(self.folder):
            if path not in (folders if is_folder else known):
                yield self._damage(DamageKind.UNEXPECTED, path)

    def _damage(self, kind: DamageKind, path: str) -> Damage:
        return Damage(kind=kind, subject=self.object_id, path=path, name=self._name_of(path))

    def _name_of(self, content_path: str) -> str | None:
        digest = self.inventory.manifest.get(content_path)
        for version in reversed(self.inventory.versions):
            names = [name for name, of in version.state.items() if of == digest]
            if names:
                return names[0]
        return None


def validate_object(folder: Path, object_id: str) -> tuple[Damage, ...]:
    """Return everything that is wrong with the object in ``folder``.

    An inventory that was altered is named, and its claims are not followed further.
    """
    damages = tuple(_check_inventory(folder, "", object_id, None))
    if damages:
        return damages
    inventory = inventories.decode((folder / INVENTORY).read_bytes())
    return tuple(ObjectCheck(folder=folder, object_id=object_id, inventory=inventory).damages())


def validate_layout(root: Path) -> Iterator[Damage]:
    """Give what is wrong with a storage root itself, and what lies among its objects without being one."""
    for name, data in root_files().items():
        if not (root / name).is_file():
            yield Damage(kind=DamageKind.MISSING, subject=root.name, path=name)
        elif (root / name).read_bytes() != data:
            yield Damage(kind=DamageKind.ALTERED, subject=root.name, path=name)
    for path in _strays(root):
        yield Damage(kind=DamageKind.UNEXPECTED, subject=root.name, path=path)


def _strays(root: Path) -> Iterator[str]:
    of_the_root = {name.partition("/")[0] for name in root_files()}
    for parent in sorted(path for path in root.iterdir() if path.name not in of_the_root):
        entries = entries_of(parent)
        if not entries:
            yield parent.name
        for entry in entries:
            if not is_object_folder(parent.name, entry.name) or not entry.is_dir(follow_symlinks=False):
                yield f"{parent.name}/{entry.name}"


def _check_inventory(
    folder: Path, where: str, object_id: str, expected: Inventory | None
) -> Iterator[Damage]:
    """Compare one inventory with its sidecar and with what it must say."""

    def damage(kind: DamageKind, name: str) -> Damage:
        return Damage(kind=kind, subject=object_id, path=where + name)

    missing = [name for name in (INVENTORY, SIDECAR) if not (folder / where / name).is_file()]
    if missing:
        yield from (damage(DamageKind.MISSING, name) for name in missing)
        return
    written = (folder / where / INVENTORY).read_bytes()
    if (folder / where / SIDECAR).read_bytes() != with_sidecar(written)[SIDECAR]:
        yield damage(DamageKind.ALTERED, INVENTORY)
        return
    try:
        inventory = inventories.decode(written)
    except InventoryError:
        yield damage(DamageKind.UNREADABLE, INVENTORY)
        return
    if inventory.id != object_id or (expected is not None and inventory != expected):
        yield damage(DamageKind.INCONSISTENT, INVENTORY)


def _compare(path: Path, digest: str) -> DamageKind | None:
    try:
        return None if digest_of(path) == digest else DamageKind.ALTERED
    except OSError:  # the disk cannot read the sector
        return DamageKind.UNREADABLE


def _entries(folder: Path) -> Iterator[tuple[str, bool]]:
    """Give all that lies below ``folder`` by relative path, and whether it is a folder; a link is none."""
    for parent, folders, files in os.walk(folder):
        for name in sorted(folders):
            path = Path(parent, name)
            yield str(path.relative_to(folder)), not path.is_symlink()
        for name in sorted(files):
            yield str(Path(parent, name).relative_to(folder)), False
