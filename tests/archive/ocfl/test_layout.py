from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import LogicalPathError, ObjectIdError
from archive.ocfl.layout import content_path, object_folder


@pytest.mark.parametrize(
    ("object_id", "folder"),
    [
        ("urn:vanthu:2026-den-000123", "2026/2026-den-000123"),
        ("urn:vanthu:2014-di-001616", "2014/2014-di-001616"),
        ("urn:vanthu:office", "offi/office"),
        ("urn:vanthu:nhat-ky-2026-11-22", "nhat/nhat-ky-2026-11-22"),
    ],
)
def test_an_object_lies_by_year_and_number(object_id: str, folder: str) -> None:
    assert str(object_folder(object_id)) == folder


@given(st.text(alphabet="abz019-./\\:\u0110 \n", max_size=12))
def test_no_id_leads_out_of_the_archive(name: str) -> None:
    try:
        folder = object_folder(f"urn:vanthu:{name}")
    except ObjectIdError:
        return
    assert folder == PurePosixPath(name[:4], name)


@given(st.text(alphabet="az09-_./\\\u0110 \n\0", max_size=12))
def test_no_logical_path_leads_out_of_its_version(logical_path: str) -> None:
    try:
        path = content_path(3, logical_path)
    except LogicalPathError:
        return
    assert path == f"v3/content/{logical_path}"
    assert path.isascii()
    assert not {"", ".", ".."} & set(path.split("/"))
