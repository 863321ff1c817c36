"""OCFL 1.1: objects with versions and digests in plain folders, readable without this program."""

from archive.ocfl.inventory import Inventory, Version, VersionNote
from archive.ocfl.staging import NewObject, Source, stage_object, stage_objects
from archive.ocfl.storage_root import StorageRoot

__all__ = [
    "Inventory",
    "NewObject",
    "Source",
    "StorageRoot",
    "Version",
    "VersionNote",
    "stage_object",
    "stage_objects",
]
