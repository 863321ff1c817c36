import os
from pathlib import Path

import pytest

from archive.errors import NotPlainFileError
from archive.plain_file import read_named
from model.reason import Reason
from office import identify_file


def test_a_named_file_is_read_through_links(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert read_named(tmp_path / "b.txt") == b"abc"


def test_a_folder_is_refused_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        read_named(tmp_path)
    assert caught.value.filename == str(tmp_path)


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "a.docx"
    os.mkfifo(pipe)
    for path in (Path("/dev/zero"), pipe):
        with pytest.raises(OSError, match="not a plain file"):
            identify_file(path)
        with pytest.raises(NotPlainFileError):
            read_named(path)


def test_a_file_larger_than_any_document_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(256 * 2**20 + 1)
    assert getattr(identify_file(path), "reason", None) == Reason("too-large")
