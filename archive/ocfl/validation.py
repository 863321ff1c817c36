"""Check an object against everything its inventory promises."""

from pathlib import Path

from archive.damage import Damage, DamageKind
from archive.errors import InventoryError
from archive.ocfl import inventory as inventories
from archive.ocfl.layout import INVENTORY
from archive.ocfl.staging import digest_of


def validate_object(folder: Path, object_id: str) -> tuple[Damage, ...]:
    """Return everything that is wrong with the object in ``folder``."""
    try:
        inventory = inventories.decode((folder / INVENTORY).read_bytes())
    except (FileNotFoundError, InventoryError):
        return (Damage(kind=DamageKind.UNREADABLE, subject=object_id, path=INVENTORY),)
    return tuple(
        Damage(kind=DamageKind.ALTERED, subject=object_id, path=path)
        for path, digest in inventory.manifest.items()
        if digest_of(folder / path) != digest
    )
