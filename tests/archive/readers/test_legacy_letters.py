"""Vietnamese from before Unicode: by the fonts of a file, and in text that names none."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run
from hypothesis import given
from hypothesis import strategies as st

from archive.readers import read
from archive.readers.errors import UnsupportedFormatError
from archive.readers.legacy_letters import LegacyLetters, in_font, letters_of_font, mended, to_unicode
from tests.archive.readers.legacy_writing import in_tcvn3, in_vni, in_windows_1258

TEXT = (
    "Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn, Sở Nội vụ. Thực hiện Công văn số 12 về việc báo cáo ngày nghỉ."
)
SMALL = TEXT.replace("Ủ", "ủ")
SECONDS_AT_MOST = 1.0
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


@given(st.text(LETTERS))
def test_every_small_letter_comes_back_from_both_alphabets(text: str) -> None:
    assert to_unicode(in_tcvn3(text), LegacyLetters.TCVN3) == text
    assert to_unicode(in_vni(text), LegacyLetters.VNI) == text


@given(st.text(LETTERS.upper()))
def test_every_capital_comes_back_from_vni_and_from_capital_fonts(text: str) -> None:
    assert to_unicode(in_vni(text), LegacyLetters.VNI) == text
    assert in_font(in_tcvn3(text.lower()), ".VnTimeH") == text


@pytest.mark.parametrize(
    ("font", "letters"),
    [
        (".VnTime", LegacyLetters.TCVN3),
        (".vntimeh", LegacyLetters.TCVN3),
        ("VNI-Times", LegacyLetters.VNI),
        ("Times New Roman", None),
        ("VNcentaur", None),
        ("", None),
    ],
)
def test_a_font_tells_its_alphabet(font: str, letters: LegacyLetters | None) -> None:
    assert letters_of_font(font) is letters


def test_signs_of_undeclared_alphabets_are_known_from_their_private_place() -> None:
    private = "".join(chr(0xF000 + ord(sign)) for sign in in_tcvn3("việc"))
    assert in_font(private, ".VnTime") == "việc"


@pytest.mark.parametrize("write", [in_tcvn3, in_vni])
def test_text_that_lost_its_font_is_mended(write: Callable[[str], str]) -> None:
    assert mended(write(SMALL)) == SMALL


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper(),
        "Tieng Viet khong dau",
        "café, naïve, façade: résumé über",
        "số 5",
        "£5 × 3 = £15 §7 ±2",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    "data",
    [
        in_tcvn3(SMALL).encode("latin-1"),
        in_vni(SMALL).encode("latin-1"),
        in_tcvn3(SMALL).encode(),
        SMALL.encode("utf-16-le"),
        SMALL.encode("utf-16-be"),
    ],
    ids=["tcvn3", "vni", "tcvn3 in utf-8", "utf-16-le", "utf-16-be"],
)
def test_a_text_is_read_whatever_it_was_written_in(data: bytes) -> None:
    assert read(data, name="a.txt").text == SMALL


def test_windows_1258_is_read() -> None:
    assert read(in_windows_1258(TEXT), name="a.txt").text == TEXT


def test_text_in_no_vietnamese_encoding_waits() -> None:
    with pytest.raises(UnsupportedFormatError):
        read("Привет, как дела? Всё хорошо, спасибо".encode("koi8-r"), name="a.txt")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a letter in legacy fonts, by run and by style, written by LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("fonts")
    document = docx.Document()
    _set_font(document.styles["Normal"].element.get_or_add_rPr(), ".VnTime")
    document.add_paragraph(in_tcvn3(SMALL))
    _run(document.add_paragraph().add_run(in_tcvn3("cộng hòa xã hội chủ nghĩa việt nam")), ".VnTimeH")
    _run(document.add_paragraph().add_run(in_vni(TEXT)), "VNI-Times")
    _run(document.add_paragraph().add_run(TEXT), "Times New Roman")
    path = folder / "nguồn" / "a.docx"
    path.parent.mkdir()
    document.save(str(path))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for filter_ in ("doc:MS Word 97", "rtf", "odt", "html", "docx"):
        command = ["soffice", profile, "--headless", "--convert-to", filter_, "--outdir", folder, path]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
    return folder


def _run(run: Run, font: str) -> None:
    _set_font(run._element.get_or_add_rPr(), font)


def _set_font(properties: object, font: str) -> None:
    fonts = OxmlElement("w:rFonts")
    for slot in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(slot), font)
    properties.insert(0, fonts)  # type: ignore[attr-defined]  # the library publishes no types for it


@pytest.mark.parametrize("ending", ["nguồn/a.docx", "a.docx", "a.doc", "a.rtf", "a.odt", "a.html"])
def test_the_fonts_of_a_file_tell_its_letters(ending: str, converted: Path) -> None:
    lines = [line.text for line in read((converted / ending).read_bytes(), name=ending).lines if line.text]
    assert lines == [SMALL, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", TEXT, TEXT]


@pytest.mark.parametrize("piece", ["a", "¡", "\u0323\u0301"])
def test_letters_without_a_blank_are_told_in_no_time(piece: str) -> None:
    begun = time.process_time()
    mended(f"{piece * 30_000} ộ")

    assert time.process_time() - begun < SECONDS_AT_MOST


@pytest.mark.parametrize(
    ("font", "text"), [(".VnTime", "Thương"), ("VNI-Times", "Th¬ng"), ("Arial", "Th¬ng")]
)
def test_the_hyphen_of_an_office_program_is_a_letter_in_tcvn3_alone(font: str, text: str) -> None:
    assert in_font("Th\x1f¬ng", font) == text
