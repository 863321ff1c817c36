"""The files that fuzzing starts from: one of each kind that the tests make, LibreOffice's, and real ones."""

import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from tests.archive.documents import reply_docx
from tests.archive.offices import a_reply
from tests.archive.readers.compound_file import Tree, compound_file
from tests.archive.readers.legacy_writing import in_tcvn3, in_vni, in_windows_1258
from tests.archive.readers.test_ppt import FOOT, MASTER, OBJECT, SLIDE, container, ppt, record, wide
from tests.archive.readers.test_slides import TABLE, odp, part, pptx, run, shape
from tests.reliability.corpus import CORPUS
from tests.reliability.kinds import KINDS

LARGEST: Final = 100_000
"""Bytes; larger seeds make each try slow and find no more."""
_FEW: Final = 6
_MOST_S: Final = 300
_CONVERTED: Final = {
    "doc": ("a.rtf", "doc:MS Word 97"),
    "odt": ("a.rtf", "odt"),
    "xls": ("bảng.xlsx", "xls:MS Excel 97"),
    "ods": ("bảng.xlsx", "ods"),
}
"""From which file of the tests LibreOffice makes another format, and by which filter."""
_FROM_TESTS: Final = {
    "docx": "Word", "pdf": "PDF", "rtf": "RTF", "html": "HTML", "xlsx": "sheet", "eml": "mail", "zip": "zip",
    "edxml": "packet", "txt": "text",
}  # fmt: skip


def _texts() -> Iterator[bytes]:
    letter = a_reply("Lạng Sơn", number=1)
    yield letter.encode("utf-16")
    yield in_tcvn3(letter).encode("latin-1", "replace")
    yield in_vni(letter).encode("latin-1", "replace")
    yield in_windows_1258(letter.replace("–", "-"))


def _mails() -> Iterator[bytes]:
    names = {0x0037: "Gửi báo cáo", 0x1000: "Kính gửi"}
    words: dict[str, bytes | Tree] = {
        f"__substg1.0_{number:04X}001F": text.encode("utf-16-le") for number, text in names.items()
    }
    file: Tree = {"__substg1.0_3707001F": "a.txt".encode("utf-16-le"), "__substg1.0_37010102": b"a"}
    head = {"__properties_version1.0": bytes(32)}
    yield compound_file({**head, **words, "__attach_version1.0_#00000000": file})


def _envelopes() -> Iterator[bytes]:
    records = ((0x00069002, bytes(14)), (0x00018010, b"a.txt\0"), (0x0006800F, b"a" * 40))
    coded = (struct.pack("<BII", 2, code, len(data)) + data + b"\0\0" for code, data in records)
    yield struct.pack("<IH", 0x223E9F78, 1) + b"".join(coded)


def _pages() -> Iterator[bytes]:
    yield (
        b"From: <Saved>\r\nSubject: a\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/related; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><table><tr><td>1</td></tr></table>"
        b"<p>x</p></body></html>\r\n--b--\r\n"
    )


def _slides() -> Iterator[bytes]:
    yield pptx({"slides/slide1.xml": part(shape(run("Kính gửi")), TABLE), "embeddings/a.docx": reply_docx()})


def _old_slides() -> Iterator[bytes]:
    master, slide = (
        container(MASTER, wide("nền")),
        container(SLIDE, wide("Kính gửi"), wide("chân trang", FOOT)),
    )
    yield ppt(master, slide, record(OBJECT, compound_file({"Workbook": b"x"})))


def _open_slides() -> Iterator[bytes]:
    yield odp("<text:p>Kính gửi</text:p>", "<text:p>hai</text:p>")


def _mailboxes() -> Iterator[bytes]:
    [mail] = KINDS["mail"].values()
    yield b"".join(b"From a@b.vn Sun Nov 22 12:00:00 2026\n" + mail + b"\n\n" for _ in range(2))


def _pictures(format_: str) -> Iterator[bytes]:
    buffer = BytesIO()
    more = {"save_all": True, "append_images": [Image.new("1", (60, 30))]} if format_ == "TIFF" else {}
    Image.new("L", (40, 60), "white").save(buffer, format_, **more)
    yield buffer.getvalue()


_MADE: Final[Mapping[str, Callable[[], Iterator[bytes]]]] = {
    "txt": _texts,
    "msg": _mails,
    "tnef": _envelopes,
    "mht": _pages,
    "mbox": _mailboxes,
    "pptx": _slides,
    "odp": _open_slides,
    "ppt": _old_slides,
    "tiff": lambda: _pictures("TIFF"),
    "png": lambda: _pictures("PNG"),
}
FORMATS: Final = tuple(sorted({*_FROM_TESTS, *_CONVERTED, *_MADE}))


def seeds(format_: str) -> list[bytes]:
    """Return files of a format to start from, at least one."""
    found = [*KINDS[_FROM_TESTS[format_]].values()] if format_ in _FROM_TESTS else []
    found += _MADE[format_]() if format_ in _MADE else ()
    found += _converted(format_) if format_ in _CONVERTED else ()
    real = (path for path in sorted(CORPUS.rglob(f"*.{format_}")) if path.stat().st_size < LARGEST)
    return [*found, *(path.read_bytes() for path, _ in zip(real, range(_FEW), strict=False))]


def _converted(format_: str) -> Iterator[bytes]:
    source, filter_ = _CONVERTED[format_]
    if shutil.which("soffice") is None:
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / source
        path.write_bytes({name: data for files in KINDS.values() for name, data in files.items()}[source])
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", filter_, "--outdir", scratch, str(path)]
        subprocess.run(command, capture_output=True, check=True, timeout=_MOST_S)
        yield from (made.read_bytes() for made in folder.glob(f"*.{format_}"))
