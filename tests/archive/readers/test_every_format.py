"""One dispatch in every format that offices write: what is recognised in it is the same."""

import email.policy
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pytest

from archive.looking import Recognised, look
from archive.read_document import ReadDocument
from archive.readers import read
from archive.recognition import identify
from model.identification import Identification
from tests.archive.documents import BODY, LEFT, RIGHT, reply_txt

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
FILTERS = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf",
    "odt": "odt",
    "html": "html",
    "pdf": "pdf",
    "docx": "docx",
    "txt": "txt:Text (encoded):UTF8",
}
TABLE = (("TT", "Trường", "Số phòng"), ("1", "Tiểu học Hoa Hồng", "12"), ("2", "Tiểu học Bình Minh", "15"))
MARGIN = "Tài liệu lưu hành nội bộ"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the dispatch in all formats, written by LibreOffice."""
    folder = tmp_path_factory.mktemp("formats")
    source = folder / "nguồn" / "a.docx"
    source.parent.mkdir()
    _dispatch(source)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for filter_ in FILTERS.values():
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", filter_, "--outdir", folder, source],  # noqa: S607 - found on PATH on purpose
            capture_output=True,
            check=True,
            timeout=300,
        )
    return folder


def _dispatch(path: Path) -> None:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = MARGIN
    header = document.add_table(rows=1, cols=2)
    for cell, lines in zip(header.rows[0].cells, (LEFT, RIGHT), strict=True):
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
    for line in BODY[:4]:
        document.add_paragraph(line)
    numbers = document.add_table(rows=0, cols=3)
    for row in TABLE:
        for cell, text in zip(numbers.add_row().cells, row, strict=True):
            cell.text = text
    for line in BODY[4:]:
        document.add_paragraph(line)
    document.save(str(path))


def essence(found: Identification) -> dict[str, str | None]:
    """Return the recognised fields without where they stood."""
    fields = (
        "code",
        "date",
        "organ",
        "parent_organ",
        "place",
        "subject",
        "recipients",
        "signer",
        "signer_title",
    )
    values = {name: getattr(found, name) for name in fields}
    plain = {name: None if one is None else str(one.value) for name, one in values.items()}
    return plain | {"replies_to": ", ".join(str(one.value) for one in found.replies_to)}


@pytest.mark.parametrize("ending", FILTERS)
def test_a_dispatch_says_the_same_in_every_format(ending: str, converted: Path) -> None:
    document = _read(converted, ending)
    assert document.format == ending
    found = essence(identify(document))
    expected = essence(identify(read(reply_txt(), name="a.txt")))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt", "html", "docx"])
def test_the_cells_of_a_table_keep_their_places(ending: str, converted: Path) -> None:
    lines = _read(converted, ending).lines
    cells = [(line.text, line.cell) for line in lines if line.cell is not None and line.cell.table == 1]
    assert [text for text, _ in cells] == [text for row in TABLE for text in row]
    assert [(cell.row, cell.column) for _, cell in cells] == [
        (row, column) for row in range(3) for column in range(3)
    ]


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt", "docx"])
def test_running_heads_stand_apart(ending: str, converted: Path) -> None:
    document = _read(converted, ending)
    assert MARGIN in [line.text for line in document.margins]
    assert MARGIN not in document.text


def _read(folder: Path, ending: str) -> ReadDocument:
    return read((folder / f"a.{ending}").read_bytes(), name=f"a.{ending}")


def _zipped(name: str, data: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def _mailed(name: str, data: bytes) -> bytes:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = "a@b.vn", "c@d.vn", "Gửi công văn"
    message.set_content("Kính gửi quý cơ quan.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize("wrapped", [_zipped, _mailed])
@pytest.mark.parametrize("ending", ["doc", "pdf"])
def test_a_dispatch_says_the_same_inside_a_container(
    ending: str, wrapped: Callable[[str, bytes], bytes], converted: Path
) -> None:
    data = wrapped(f"công văn.{ending}", (converted / f"a.{ending}").read_bytes())
    looked = look("tệp", data)
    assert isinstance(looked, Recognised)
    [found] = [part.found for part in looked.parts if part.name == f"công văn.{ending}"]
    assert found is not None
    assert essence(found) == essence(identify(read(reply_txt(), name="a.txt")))
