"""Whatever lies in the inbox ends in one state, for a reason that people can read, and stops nothing else."""

import os
import socket
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.read_document import MOST_BYTES, MOST_MEMBERS
from model.ledger import LedgerState
from tests.archive.documents import CONTENT_TYPES, WORD, docx, package, paragraph, pdf, reply_docx, reply_pdf
from tests.archive.offices import a_reply, an_archive, drop, issue_sample, take_in
from tests.archive.readers.compound_file import compound_file
from web.texts import reason_sentence

LETTER = a_reply("Lạng Sơn").encode()
WAITS, FILED, REFUSED = LedgerState.WAITING, LedgerState.FILED, LedgerState.REFUSED
LONGEST = "ệ" * 83 + "aa.txt"
"""A name of 255 bytes."""
_DOCTYPE = '<?xml version="1.0"?><!DOCTYPE w [{}]>' + f'<w:document xmlns:w="{WORD}">&a;</w:document>'
_DTD_BOMB = f'<!ENTITY b "{"a" * 50}"><!ENTITY a "{"&b;" * 50}">'
_BOMB = _DOCTYPE.format(_DTD_BOMB)
_PACKET = (
    '<?xml version="1.0"?><!DOCTYPE edXML [{}]><edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">'
    "<edXMLEnvelope><edXMLHeader><MessageHeader><Subject>{}</Subject></MessageHeader></edXMLHeader>"
    "</edXMLEnvelope></edXML>"
)
_ENTITY = _DOCTYPE.format('<!ENTITY a SYSTEM "file:///etc/hostname">')


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def words(xml: str) -> bytes:
    return package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": xml})


def bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("word/document.xml", b" " * 200 * 2**20)
    return buffer.getvalue()


FILES = {
    "zero bytes": ("rỗng.docx", b"", LedgerState.QUARANTINED, "empty-file"),
    "truncated": ("cụt.docx", reply_docx()[:-200], WAITS, "broken-file"),
    "truncated PDF": ("cụt.pdf", reply_pdf()[:3000], WAITS, "broken-file"),
    "a PDF under another name": ("trả lời.docx", reply_pdf(), FILED, None),
    "a Word file without ending": ("trả lời", reply_docx(), FILED, None),
    "a zip bomb": ("bom.docx", bomb(), WAITS, "oversized-file"),
    "an XML bomb": ("bom xml.docx", words(_BOMB), WAITS, "broken-file"),
    "an external entity": ("thực thể.docx", words(_ENTITY), WAITS, "broken-file"),
    "a password": ("khóa.pdf", pdf([(20, 20, "x")], opens_with="bí mật"), WAITS, "encrypted-file"),
    "a Word file under a password": (
        "khóa.docx",
        compound_file({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(5000)}),
        WAITS,
        "encrypted-file",
    ),
    "an archive that is a bomb": ("bom.zip", package({"a.txt": bytes(2**25)}), WAITS, "oversized-file"),
    "a bomb in an archive": ("bom 2.zip", package({"b.docx": bomb()}), WAITS, "oversized-file"),
    "an archive of too many": (
        "nhiều.zip",
        package({f"{number}.txt": "a" for number in range(MOST_MEMBERS + 1)}),
        WAITS,
        "too-many-members",
    ),
    "an archive that leads out": ("lối ra.zip", package({"../../etc/a.txt": LETTER}), FILED, None),
    "a packet that is a bomb": ("bom.edxml", _PACKET.format(_DTD_BOMB, "&a;").encode(), WAITS, "broken-file"),
    "a packet with an entity": (
        "thực thể.edxml",
        _PACKET.format('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;").encode(),
        WAITS,
        "broken-file",
    ),
    "a truncated picture": ("cụt.jpg", b"\xff\xd8\xff\xe0" + bytes(40), WAITS, "broken-file"),
    "a program named as a document": ("thư.pdf", b"MZ" + bytes(500), WAITS, "no-reader"),
    "Thumbs.db": ("Thumbs.db", b"x", LedgerState.IGNORED, "system-file"),
    "a name of 255 bytes": (LONGEST, LETTER, FILED, None),
    "a name of dots": ("..txt", LETTER, FILED, None),
    "a name with separators of others": ("..\\..\\a.txt", LETTER, FILED, None),
    "a name with a line end": ("a\nb.txt", LETTER, FILED, None),
    "a name that looks like an option": ("-rf.txt", LETTER, FILED, None),
    "a name with terminal commands": ("\x1b[2J.txt", LETTER, FILED, None),
    "a hidden name": (".trả lời.txt", LETTER, FILED, None),
    "a decomposed name": (unicodedata.normalize("NFD", "trả lời.txt"), LETTER, FILED, None),
    "deep folders": ("/".join("sâu" for _ in range(60)) + "/a.txt", LETTER, FILED, None),
    "macros": (
        "macro.docm",
        docx(*map(paragraph, LETTER.decode().splitlines()), vbaProject="<x/>"),
        FILED,
        None,
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_strange_file_gets_its_state_and_reason(office: Archive, kind: str) -> None:
    name, data, state, reason = FILES[kind]
    path = drop(office, name, data)
    drop(office, "tốt.txt", a_reply("Cà Mau", number=99))
    outcomes = {outcome.path: outcome for outcome in take_in(office)}
    assert outcomes.pop("tốt.txt").state is FILED
    [outcome] = outcomes.values()
    assert (outcome.state, outcome.reason and outcome.reason.code) == (state, reason)
    assert outcome.path == unicodedata.normalize("NFC", name)
    if outcome.reason is not None:
        assert reason_sentence(outcome.reason) != outcome.reason.code
    assert path.exists() is not state.leaves_inbox
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound
    assert take_in(office) == []


def a_device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("this system lets nobody make devices")


def a_socket(path: Path) -> None:
    where = Path.cwd()
    os.chdir(path.parent)  # the path of a socket may be no longer than a line
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(where)


def a_sparse_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2 * 2**30)


ENTRIES: dict[str, tuple[Callable[[Path], None], LedgerState, str]] = {
    "link": (lambda path: path.symlink_to("/etc/hostname"), REFUSED, "symbolic-link"),
    "link to nothing": (lambda path: path.symlink_to("nowhere"), REFUSED, "symbolic-link"),
    "link to a folder": (lambda path: path.symlink_to("/etc"), REFUSED, "symbolic-link"),
    "pipe": (os.mkfifo, REFUSED, "special-file"),
    "device": (a_device, REFUSED, "special-file"),
    "socket": (a_socket, REFUSED, "special-file"),
    "folder": (Path.mkdir, REFUSED, "folder-named-as-file"),
    "2 GB": (a_sparse_file, WAITS, "too-large"),
}


@pytest.mark.parametrize("kind", ENTRIES)
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_what_is_no_file_of_ours_is_left_alone(office: Archive, kind: str) -> None:
    make, state, reason = ENTRIES[kind]
    path = office.folder.inbox / "a.pdf"
    make(path)
    [outcome] = take_in(office)
    assert (outcome.state, outcome.reason and outcome.reason.code) == (state, reason)
    assert os.path.lexists(path)
    assert take_in(office) == []
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_file_larger_than_any_document_is_not_even_read(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr("archive.lookahead.read_whole", refuse)
    with (office.folder.inbox / "lớn.pdf").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    [outcome] = take_in(office)
    assert outcome.reason is not None
    assert outcome.reason.code == "too-large"


def test_a_folder_linked_into_the_inbox_is_not_entered(office: Archive, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "a.txt").write_bytes(LETTER)
    (office.folder.inbox / "nơi khác").symlink_to(outside)
    [outcome] = take_in(office)
    assert outcome.state is REFUSED
    assert (outside / "a.txt").exists()


def test_many_files_at_once_are_all_accounted_for(office: Archive) -> None:
    for number in range(150):
        drop(office, f"{number:03d}.txt", a_reply("Lạng Sơn", number=number + 1))
        drop(office, f"{number:03d}.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20))
    outcomes = take_in(office)
    assert [outcome.arrival_number for outcome in outcomes if outcome.state is FILED] == [*range(1, 151)]
    report = office.verify(indexed=None, progress=lambda *_: None)
    assert report.is_sound
    assert (report.ledger[FILED], report.ledger[WAITS], sum(report.ledger.values())) == (150, 150, 300)


def test_ten_thousand_files_at_once_keep_no_letter_from_being_filed(office: Archive) -> None:
    for number in range(9_990):
        drop(office, f"{number % 100}/._{number}", b"x")
    for number in range(10):
        drop(office, f"z{number}.txt", a_reply("Lạng Sơn", number=number + 1))
    outcomes = take_in(office)
    assert len(outcomes) == 10_000
    assert [outcome.arrival_number for outcome in outcomes if outcome.state is FILED] == [*range(1, 11)]
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound
    assert take_in(office) == []
