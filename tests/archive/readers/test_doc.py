"""DOC files of Word: real ones, against their twins in DOCX; damaged and locked ones."""

import re
import struct
from pathlib import Path

import pytest

from archive.examination import Wait, examine
from archive.readers import read
from archive.readers.errors import (
    BrokenFileError,
    EncryptedFileError,
    OversizedFileError,
    ReadError,
    UnsupportedFormatError,
)
from archive.recognition import identify
from model.reason import Reason
from model.vietnamese import fold
from tests.archive.readers.compound_file import Tree, compound_file

SHARE_OF_TWIN = 0.97
LONGEST_SECONDS = 2


def head(*, version: int = 0xC1, flags: int = 0x0200, length: int = 0) -> bytes:
    """Return the beginning of a Word file without any tables."""
    start = struct.pack("<6H", 0xA5EC, version, 0, 0, 0, flags)
    return start.ljust(0x4C, b"\0") + struct.pack("<8I", length, *[0] * 7) + bytes(0x500)


def pieces(*found: tuple[int, int]) -> bytes:
    """Return a piece table: where each piece ends, and where its bytes begin."""
    edges = struct.pack(f"<{len(found) + 1}I", 0, *(end for end, _ in found))
    plc = edges + b"".join(struct.pack("<HIH", 0, place | 0x40000000, 0) for _, place in found)
    return b"\x02" + struct.pack("<I", len(plc)) + plc


def doc(text: bytes, table: bytes | None = None) -> bytes:
    """Return a Word file with the text, one byte a letter."""
    return compound_file(streams(text, table))


def streams(text: bytes, table: bytes | None = None) -> dict[str, bytes | Tree]:
    """Return what such a file holds."""
    begin = head(length=len(text))
    table = table or pieces((len(text), 2 * len(begin)))
    places = bytearray(begin)
    struct.pack_into("<2I", places, 0x1A2, 0, len(table))
    return {"WordDocument": bytes(places) + text, "1Table": table}


def with_inside(text: bytes, inside: Tree) -> dict[str, bytes | Tree]:
    """Return what a Word file holds that has another in it."""
    return streams(text) | {"ObjectPool": {"_1": inside}}


def test_paragraphs_breaks_and_signs_are_read() -> None:
    document = read(doc(b"m\xe0u\rs\x1eo\x0bhai\x1f\x0cba"), name="a.doc")
    assert [line.text for line in document.lines] == ["màu", "s-o", "hai", "ba"]


def test_a_field_shows_its_result_and_never_its_instructions() -> None:
    assert (
        read(doc(b"a\x13 PAGE \x14" + b"1\x15b\x13 X \x13 Y \x14y\x15\x15c\r"), name="a.doc").text == "a1bc"
    )


def test_word_files_in_word_files_are_its_children_two_levels_deep() -> None:
    inner = with_inside(b"hai\r", streams(b"ba\r"))
    [child] = read(compound_file(with_inside(b"m\xe0u\r", inner)), name="a.doc").children
    assert (child.text, [one.text for one in child.children]) == ("hai", ["ba"])
    deeper = compound_file(with_inside(b"m\xe0u\r", with_inside(b"x\r", inner)))
    assert examine("a.doc", deeper) == Wait(Reason("no-reader", ("embedded",)))


def test_a_scan_in_a_word_file_in_another_that_cannot_be_read_waits() -> None:
    inner = streams(b"x\r") | {"Data": b"\x89PNG\r\n\x1a\n" + bytes(30_000)}
    data = compound_file(with_inside(b"m\xe0u\r", inner))
    assert examine("a.doc", data) == Wait(Reason("no-reader", ("embedded",)))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (compound_file({"WordDocument": head(flags=0x0100), "0Table": b"x"}), EncryptedFileError),
        (compound_file({"WordDocument": head(version=0x65, flags=0x1000)}), UnsupportedFormatError),
        (compound_file({"WordDocument": head()}), BrokenFileError),
        (compound_file({"WordDocument": b"\xec\xa5"}), BrokenFileError),
        (compound_file({"WordDocument": head(), "1Table": b"x"}), BrokenFileError),
        (doc(b"a\r", pieces((2**30, 0))), OversizedFileError),
    ],
    ids=["password", "Word 95", "no table", "two bytes", "no pieces", "endless"],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error):
        read(data, name="a.doc")


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", fold(text)))


@pytest.mark.corpus
def test_a_doc_holds_what_its_twin_in_docx_holds(shared: Path) -> None:
    pairs = [
        (path, path.with_suffix(".docx"))
        for path in sorted((shared / "corpus/nd30-appendices").glob("*.doc"))
    ]
    assert pairs
    for old, new in pairs:
        left, right = (words(read(path.read_bytes(), name=path.name).text) for path in (old, new))
        assert len(left & right) >= SHARE_OF_TWIN * len(right), old.name


@pytest.mark.corpus
def test_every_doc_of_the_corpus_says_who_wrote_it(shared: Path) -> None:
    paths = sorted((shared / "corpus/dispatches/doc").glob("*.doc"))
    found = [identify(read(path.read_bytes(), name=path.name)) for path in paths]
    assert len(paths) >= 13
    assert sum(one.organ is not None and one.code is not None for one in found) >= len(paths) - 2


@pytest.mark.corpus
def test_a_doc_embedded_in_a_docx_is_its_child(shared: Path) -> None:
    path = shared / "corpus/dispatches/docx/d220.docx"
    [child] = read(path.read_bytes(), name=path.name).children
    assert child.format == "doc"
    assert len(child.text) > 1000
