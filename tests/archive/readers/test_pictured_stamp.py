"""Stamps that are pictures beside the text of a file: they are read, other pictures are not."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageOps
from reportlab.pdfgen.canvas import Canvas

from archive.readers import pictured_stamp, read
from archive.readers.errors import UnsupportedFormatError
from archive.readers.pasted import MANY_PICTURES, pasted_in, with_stamps
from archive.recognition import identify
from archive.secrecy import secrecy_of_text
from model.vietnamese import fold
from tests.archive.readers import stamps
from tests.archive.readers.pictures import needs_tesseract
from tests.archive.readers.stamps import as_png, docx_with, in_form, outlines, pasted, pdf_with, stamp


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.fixture
def unread_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a picture is given to recognition."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    for name in ("words_of_line", "scattered_words"):
        monkeypatch.setattr(pictured_stamp, name, refuse)


@needs_tesseract
@pytest.mark.parametrize("text", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("colour", [(215, 20, 40), (20, 20, 20)])
def test_a_stamp_pasted_into_a_letter_is_a_mark(text: str, colour: tuple[int, int, int]) -> None:
    assert secrecy_of_text(read(docx_with(stamp(text, colour=colour)), name="a.docx")) is not None


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "with_picture"),
    [
        ("a.odt", stamps.odt_with),
        ("a.rtf", stamps.rtf_with),
        ("a.html", stamps.html_with),
        ("a.xlsx", stamps.xlsx_with),
        ("a.docx", lambda picture: docx_with(picture, in_head=True)),
        ("a.pdf", lambda picture: pdf_with(pasted(picture))),
        ("a.pdf", lambda picture: pdf_with(in_form(pasted(picture)))),
    ],
)
def test_a_stamp_is_found_in_every_format(name: str, with_picture: Callable[[bytes], bytes]) -> None:
    assert secrecy_of_text(read(with_picture(stamp("TỐI MẬT")), name=name)) is not None
    assert secrecy_of_text(read(with_picture(stamp("HỎA TỐC")), name=name)) is None


@needs_tesseract
@pytest.mark.parametrize("draw", [outlines("TỐI MẬT"), in_form(outlines("MẬT"))])
def test_letters_drawn_as_outlines_are_read(draw: Callable[[Canvas], None]) -> None:
    assert secrecy_of_text(read(pdf_with(draw), name="a.pdf")) is not None


@needs_tesseract
@pytest.mark.parametrize("change", ["on a sheet", "white on red", "palette", "see-through", "aslant"])
def test_a_stamp_is_read_however_its_picture_was_made(change: str) -> None:
    picture = opened(stamp("TUYỆT MẬT"))
    match change:
        case "on a sheet":
            picture = ImageOps.expand(picture, (40, 150), "white")
        case "white on red":
            white_on_red = ImageOps.colorize(picture.getchannel("G"), (255, 255, 255), (200, 20, 30))
            picture = ImageOps.expand(white_on_red, 20, "white")
        case "palette":
            picture = picture.convert("P")
        case "see-through":
            picture.putalpha(ImageOps.invert(picture.getchannel("G")))
        case _:
            picture = picture.rotate(12, expand=True, fillcolor="white")
    assert secrecy_of_text(read(docx_with(as_png(picture)), name="a.docx")) is not None


@needs_tesseract
def test_a_stamp_may_bear_the_number_of_the_copy_below() -> None:
    upper, lower = (opened(stamp(text, frame=False)) for text in ("MẬT", "Bản số: 03"))
    both = Image.new("RGB", (lower.width, 160), "white")
    both.paste(upper, ((lower.width - upper.width) // 2, 0))
    both.paste(lower, (0, 80))
    assert secrecy_of_text(read(docx_with(as_png(both)), name="a.docx")) is not None


@needs_tesseract
def test_other_words_in_pictures_are_no_marks() -> None:
    for text in ("VNPT", "BẢO MẬT", "KHẨN", "MAI LINH", "EMAT"):
        assert secrecy_of_text(read(docx_with(stamp(text)), name="a.docx")) is None


@pytest.mark.usefixtures("unread_pictures")
def test_codes_in_squares_seals_photographs_and_blank_pictures_are_not_read() -> None:
    square = Image.effect_noise((200, 200), 200).point(lambda shade: 255 * (shade > 128))
    seal = Image.new("RGB", (300, 300), "white")
    ImageDraw.Draw(seal).ellipse((10, 10, 290, 290), outline=(215, 20, 40), width=9)
    photograph = Image.linear_gradient("L").resize((400, 200))
    blank = Image.new("RGB", (300, 80), "white")
    for picture in (square, seal, photograph, blank):
        assert read(docx_with(as_png(picture)), name="a.docx").stamps == ()


def test_codes_in_squares_are_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    code = as_png(Image.effect_noise((120, 120), 200))
    monkeypatch.setattr(pictured_stamp, "stamps_in", lambda _: None)
    monkeypatch.setattr(pictured_stamp, "stamps_shown", lambda _: None)
    assert read(docx_with(code), name="a.docx").unread is None
    assert read(pdf_with(pasted(code)), name="a.pdf").stamps == ()


@pytest.mark.usefixtures("unread_pictures")
def test_pictures_of_another_size_or_lower_down_are_not_read() -> None:
    mark = stamp("MẬT")
    for data in (docx_with(mark, width_mm=190), docx_with(mark, width_mm=4), docx_with(mark, below=90)):
        assert read(data, name="a.docx").stamps == ()
    for draw in (pasted(mark, width_mm=180, left_mm=10), pasted(mark, bottom_mm=60)):
        assert read(pdf_with(draw), name="a.pdf").stamps == ()


@pytest.mark.usefixtures("unread_pictures")
def test_what_is_no_picture_is_left_alone() -> None:
    for data in (b"", b"no picture", stamp("MẬT")[:60]):
        assert read(docx_with(data), name="a.docx").stamps == ()


@pytest.mark.usefixtures("unread_pictures")
def test_the_frame_around_words_is_no_figure() -> None:
    framed = pdf_with(lambda canvas: canvas.rect(50, 780, 150, 25))
    assert read(framed, name="a.pdf").stamps == ()


def test_where_print_cannot_be_recognised_a_letter_with_a_stamp_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictured_stamp, "is_available", lambda: False)
    assert read(docx_with(stamp("HỎA TỐC")), name="a.docx").unread == "docx-image"
    with pytest.raises(UnsupportedFormatError):
        read(pdf_with(pasted(stamp("HỎA TỐC"))), name="a.pdf")


@needs_tesseract
@pytest.mark.parametrize("text", ["KHẨN", "HỎA TỐC"])
def test_a_pasted_stamp_of_urgency_is_recognised(text: str) -> None:
    found = identify(read(docx_with(stamp(text)), name="a.docx")).urgency
    assert found is not None
    assert fold(text) in fold(found.evidence.text)


@needs_tesseract
def test_a_file_with_more_stamps_than_are_read_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictured_stamp, "_MOST", 2)
    looks = [stamp(text) for text in ("VNPT", "VIETTEL", "FPT")]
    few, many = (
        with_stamps(read(docx_with(looks[0]), name="a.docx"), pasted_in(n)) for n in (looks[:2], looks)
    )
    assert few.unread is None
    assert many.unread == MANY_PICTURES


@needs_tesseract
def test_pictures_that_look_the_same_count_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictured_stamp, "_MOST", 1)
    logo = opened(stamp("VNPT"))
    shown = pictured_stamp.stamps_shown([logo, logo.copy(), logo.copy()])
    assert shown is not None
    assert shown.are_all
