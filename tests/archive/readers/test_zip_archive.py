import struct
import zipfile
from io import BytesIO

import pytest

from archive.examination import Admit, SetAside, Verdict, Wait, Withhold, examine
from archive.read_document import MOST_MEMBERS
from archive.readers import read
from archive.readers.errors import BrokenFileError, EncryptedFileError, OversizedFileError
from model.reason import Reason
from tests.archive.documents import docx, package, paragraph
from tests.archive.readers.legacy_writing import in_tcvn3

LETTER = docx(paragraph("công văn"))
NAME = "công văn.docx"


def renamed(old: bytes, new: bytes) -> bytes:
    """Return an archive with a member whose name is in the bytes of an old program."""
    return package({old.decode("ascii"): LETTER}).replace(old, new)


def test_members_are_found_with_names_and_bytes() -> None:
    document = read(package({"a/b/công văn.docx": LETTER, "số liệu.csv": "1"}), name="a.zip")
    assert [(one.name, one.data) for one in document.members] == [
        ("a/b/công văn.docx", LETTER),
        ("số liệu.csv", b"1"),
    ]
    assert not document.is_document


@pytest.mark.parametrize(
    "coded",
    [NAME.encode(), NAME.encode("utf-8"), in_tcvn3(NAME).encode("latin-1")],
    ids=["utf-8 untold", "utf-8", "tcvn3"],
)
def test_names_are_read_in_the_alphabet_of_the_program_that_packed_them(coded: bytes) -> None:
    data = renamed(b"x" * len(coded), coded)
    assert [one.name for one in read(data, name="a.zip").members] == [NAME]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\a.txt", "Windows/a.txt"),
        ("..\\a.txt", "a.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("..", "1"),
        ("a" * 300 + ".txt", "a" * 251 + ".txt"),
    ],
)
def test_a_name_is_never_a_way_out(name: str, kept: str) -> None:
    assert [one.name for one in read(package({name: "a"}), name="a.zip").members] == [kept]


def test_what_systems_leave_behind_is_no_member() -> None:
    data = package({"Thumbs.db": "x", "__MACOSX/._a": "x", "a/.DS_Store": "x", "a/": "", "b.txt": "a"})
    assert [one.name for one in read(data, name="a.zip").members] == ["b.txt"]


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (package({NAME: docx(paragraph("MẬT"))}), Withhold("stamp")),
        (package({"trong.zip": package({NAME: docx(paragraph("MẬT"))})}), Withhold("stamp")),
        (package({"Tối mật.docx": LETTER}), Withhold("name")),
        (package({"a.exe": b"MZ\0\0"}), Wait(Reason("member-unread", ("binary",)))),
        (package({"a.docx": LETTER[:200]}), Wait(Reason("member-unread", ("docx",)))),
        (b"", SetAside(Reason("empty-file"))),
    ],
)
def test_an_archive_is_judged_by_what_is_in_it(data: bytes, verdict: Verdict) -> None:
    assert examine("a.zip", data) == verdict


def test_an_archive_of_what_can_be_read_is_let_in() -> None:
    data = package({NAME: LETTER, "trong.zip": package({"b.txt": "phụ lục"}), "rỗng.txt": ""})
    assert isinstance(examine("a.zip", data), Admit)


@pytest.mark.parametrize(
    "data",
    [
        package({"a.txt": b"0" * 2**24}),
        package({f"{number}.txt": "a" for number in range(MOST_MEMBERS + 1)}),
    ],
    ids=["grows a thousandfold", "too many members"],
)
def test_a_bomb_is_refused_before_it_goes_off(data: bytes) -> None:
    with pytest.raises(OversizedFileError):
        read(data, name="a.zip")


def test_an_archive_that_lies_about_a_size_is_not_believed() -> None:
    data = bytearray(package({"a.txt": b"0" * 2**24}))
    place = data.rindex(b"PK\1\2")
    struct.pack_into("<I", data, place + 24, 10)
    with pytest.raises((BrokenFileError, OversizedFileError)):
        read(bytes(data), name="a.zip")


def test_a_member_under_a_password_is_told() -> None:
    data = bytearray(package({"a.txt": "a"}))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(EncryptedFileError):
        read(bytes(data), name="a.zip")


def test_an_archive_in_an_archive_without_end_ends() -> None:
    data = package({"a.txt": "a"})
    for _ in range(10):
        data = package({"a.zip": data})
    assert examine("a.zip", data) == Wait(Reason("nested-too-deep", ("3",)))


@pytest.mark.parametrize("cut", [30, 60, 200])
def test_an_archive_cut_short_is_broken(cut: int) -> None:
    with pytest.raises(BrokenFileError):
        read(package({NAME: LETTER})[:-cut], name="a.zip")


def test_a_stored_pdf_does_not_make_an_archive_a_pdf() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.pdf", b"%PDF-1.4")
    assert read(buffer.getvalue(), name="a").format == "zip"
