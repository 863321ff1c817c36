"""The storage root: find, read, add and extend the objects of the archive."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Self

from archive import disk
from archive.damage import Damage, DamageKind
from archive.errors import (
    DamagedError,
    FileNotStoredError,
    InventoryError,
    ObjectExistsError,
    ObjectNotFoundError,
    StorageRootError,
)
from archive.ocfl import inventory as inventories
from archive.ocfl import validation
from archive.ocfl.inventory import Inventory, Version, VersionNote
from archive.ocfl.layout import (
    EXTENSION,
    ID_PREFIX,
    INVENTORY,
    OBJECT_DECLARATION,
    ROOT_DECLARATION,
    SIDECAR,
    TUPLE_SIZE,
    entries_of,
    is_object_folder,
    object_folder,
    root_files,
)
from archive.ocfl.staging import Source, plan_content, version_files, with_sidecar

_LOCK_WAIT_S: Final = 30.0


class StorageRoot:
    """An OCFL 1.1 storage root on one filesystem.

    Beside it lie two small files: a lock that one writer of versions holds at a time, and while a version is
    being added the id of the object, so that a start after a crash knows what to repair.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / ROOT_DECLARATION).is_file() or not (folder / "extensions" / EXTENSION).is_dir():
            raise StorageRootError(folder)
        self.folder = folder
        self._lock = folder.with_name(f"{folder.name}.lock")
        self._pending = folder.with_name(f"{folder.name}.pending")

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a folder a storage root, or finish an interrupted attempt."""
        for name, data in root_files().items():
            path = folder / name
            disk.make_folder(path.parent)
            disk.write_atomic(path, data)
        return cls(folder)

    def path_of(self, object_id: str) -> Path:
        """Return the folder where the object lies or would lie.

        Raises:
            ObjectIdError: for an id that no object can have.
        """
        return self.folder / object_folder(object_id)

    def ids(self, starts_with: str = "") -> Iterator[str]:
        """Return the ids of all objects, sorted; ``starts_with`` (without the URN's prefix) narrows them."""
        wanted = starts_with[:TUPLE_SIZE]
        for parent in sorted(path for path in self.folder.iterdir() if path.name.startswith(wanted)):
            names = (entry.name for entry in entries_of(parent) if entry.is_dir(follow_symlinks=False))
            found = (name for name in names if is_object_folder(parent.name, name))
            yield from (ID_PREFIX + name for name in sorted(found) if name.startswith(starts_with))

    def has(self, object_id: str) -> bool:
        """Whether the archive holds the object."""
        return (self.path_of(object_id) / OBJECT_DECLARATION).exists()

    def inventory(self, object_id: str) -> Inventory:
        """Return what the object holds, checked against its digest.

        Raises:
            ObjectNotFoundError: when there is no such object.
            DamagedError: when the inventory was altered.
        """
        try:
            return self._existing_inventory(object_id)
        except DamagedError:
            if not disk.is_writable(self.folder.parent):
                raise
            # Another process may stand between the inventory and its digest, or have been killed there.
            with disk.lock(self._lock, wait=_LOCK_WAIT_S):
                self._recover()
                return self._checked_inventory(object_id)

    def file_path(self, object_id: str, logical_path: str) -> Path:
        """Return where the present bytes of a logical path are stored.

        Raises:
            FileNotStoredError: when the object has no such file.
        """
        return self.path_of(object_id) / self._locate(object_id, logical_path)[0]

    def read(self, object_id: str, logical_path: str) -> bytes:
        """Return the present bytes of a logical path, checked against their digest.

        Raises:
            FileNotStoredError: when the object has no such file.
            DamagedError: when the bytes are gone or altered.
        """
        path, digest = self._locate(object_id, logical_path)
        try:
            data = (self.path_of(object_id) / path).read_bytes()
        except FileNotFoundError:
            kind = DamageKind.MISSING
        else:
            if hashlib.sha256(data).hexdigest() == digest:
                return data
            kind = DamageKind.ALTERED
        raise DamagedError(Damage(kind=kind, subject=object_id, path=path, name=logical_path))

    def install(self, object_id: str, staged: Path) -> None:
        """Rename a staged object into its place; a second time is harmless.

        Raises:
            ObjectExistsError: when an object with other first content has the id.
        """
        self.install_all({object_id: staged})

    def install_all(self, staged: Mapping[str, Path]) -> None:
        """Rename staged objects into their places as one group (see ``install``)."""
        places = {object_id: self.path_of(object_id) for object_id in staged}
        there = {object_id for object_id, place in places.items() if place.exists()}
        disk.move_folders({staged[one]: place for one, place in places.items() if one not in there})
        for object_id in there:
            self._leave_in_place(object_id, staged[object_id])

    def _leave_in_place(self, object_id: str, staged: Path) -> None:
        if staged.exists():
            first = inventories.decode((staged / INVENTORY).read_bytes()).head
            if self.inventory(object_id).versions[0].state != first.state:
                raise ObjectExistsError(object_id)
            disk.remove_tree(staged)

    def add_version(self, object_id: str, changes: Mapping[str, Source], note: VersionNote) -> Inventory:
        """Add a version in which the given logical paths have new bytes; no change, no version.

        Bytes that the object holds already are not stored again.
        """
        with disk.lock(self._lock, wait=_LOCK_WAIT_S):
            self._recover()
            before = self._existing_inventory(object_id)
            held = frozenset(before.manifest.values())
            content = plan_content(changes, number=before.number + 1, held=held)
            state = {**before.head.state, **content.state}
            if state == before.head.state:
                return before
            version = Version(note=note, state=state)
            after = before.with_version(version, content.stored)
            written = inventories.encode(after)
            disk.write_atomic(self._pending, object_id.encode())
            disk.write_files(self.path_of(object_id), version_files(after.number, content, written))
            self._publish(object_id, written)
            disk.remove_file(self._pending)
            return after

    def recover(self) -> None:
        """Finish or undo the version that was being added when the program was killed."""
        with disk.lock(self._lock, wait=_LOCK_WAIT_S):
            self._recover()

    def validate_object(self, object_id: str) -> tuple[Damage, ...]:
        """Return everything that is wrong with an object, reading every byte of it."""
        folder = self.path_of(object_id)
        found = validation.validate_object(folder, object_id)
        if not found or not disk.is_writable(self.folder.parent):
            return found
        # A version may have been under way, here or in a process that was killed: look again when none is.
        with disk.lock(self._lock, wait=_LOCK_WAIT_S):
            self._recover()
            return validation.validate_object(folder, object_id)

    def _locate(self, object_id: str, logical_path: str) -> tuple[str, str]:
        inventory = self.inventory(object_id)
        digest = inventory.head.state.get(logical_path)
        if digest is None:
            raise FileNotStoredError(object_id, logical_path)
        return inventory.content_path(digest), digest

    def _existing_inventory(self, object_id: str) -> Inventory:
        if not self.has(object_id):
            raise ObjectNotFoundError(object_id)
        return self._checked_inventory(object_id)

    def _checked_inventory(self, object_id: str) -> Inventory:
        folder = self.path_of(object_id)
        damaged = Damage(kind=DamageKind.ALTERED, subject=object_id, path=INVENTORY)
        try:
            written = (folder / INVENTORY).read_bytes()
            if (folder / SIDECAR).read_bytes() != with_sidecar(written)[SIDECAR]:
                raise DamagedError(damaged)
            return inventories.decode(written)
        except (FileNotFoundError, InventoryError) as error:
            raise DamagedError(damaged) from error

    def _publish(self, object_id: str, written: bytes) -> None:
        for name, data in with_sidecar(written).items():
            disk.write_atomic(self.path_of(object_id) / name, data)

    def _recover(self) -> None:
        if not self._pending.exists():
            return
        object_id = self._pending.read_text()
        self._repair(object_id)
        disk.remove_file(self._pending)

    def _repair(self, object_id: str) -> None:
        folder = self.path_of(object_id)
        try:
            written = (folder / INVENTORY).read_bytes()
            number = inventories.decode(written).number
            is_whole = (folder / f"v{number}" / INVENTORY).read_bytes() == written
        except (FileNotFoundError, InventoryError):
            return  # not the work of an interrupted version; validation names it
        if is_whole:
            disk.write_atomic(folder / SIDECAR, with_sidecar(written)[SIDECAR])
        disk.remove_tree(folder / f"v{number + 1}")
        for name in (INVENTORY, SIDECAR):
            disk.remove_file(folder / f".{name}.new")
