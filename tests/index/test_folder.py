import os
from pathlib import Path

import pytest

from index.folder import IndexFolder, write_durably


def test_a_claimed_folder_says_what_was_made_in_it(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "office" / "search")
    folder.claim()
    assert folder.marked() == ("", 0)
    folder.mark("whoosh", 3)
    folder.claim()
    assert folder.marked() == ("whoosh", 3)


@pytest.mark.parametrize("content", ["", "{", "[]", '"whoosh"', '{"engine": "whoosh"}', '{"version": "x"}'])
def test_an_unreadable_marker_names_no_engine(content: str, tmp_path: Path) -> None:
    (tmp_path / "vanthu-index.json").write_text(content)
    assert IndexFolder(tmp_path).marked() == ("", 0)


def test_a_write_that_breaks_off_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError("full")

    path = tmp_path / "sequence"
    write_durably(path, "1")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        write_durably(path, "2")
    assert path.read_text() == "1"
