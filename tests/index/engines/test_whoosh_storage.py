import os
from pathlib import Path

import pytest

from index.engines.whoosh_storage import DurableStorage


def test_every_file_is_on_disk_before_the_table_of_contents_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, os.rename

    def watched_sync(descriptor: int) -> None:
        steps.append(f"sync {Path(f'/proc/self/fd/{descriptor}').resolve().name}")
        sync(descriptor)

    def watched_rename(old: str, new: str) -> None:
        steps.append(f"rename {Path(new).name}")
        rename(old, new)

    storage = DurableStorage(tmp_path)
    for name in ("segment.trm", "given-up.trm", "toc.new"):
        storage.create_file(name).close()
    storage.delete_file("given-up.trm")
    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(os, "rename", watched_rename)
    storage.rename_file("toc.new", "toc", safe=True)
    assert sorted(steps[:2]) == ["sync segment.trm", "sync toc.new"]
    assert steps[2:] == ["rename toc", f"sync {tmp_path.name}"]


def test_a_file_is_synced_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DurableStorage(tmp_path)
    storage.create_file("first").close()
    storage.rename_file("first", "toc-1")
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    storage.create_file("second").close()
    storage.rename_file("second", "toc-2")
    assert len(synced) == 2
