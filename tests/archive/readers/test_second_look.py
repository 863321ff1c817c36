import numpy as np
import pytest
from PIL import Image, ImageDraw

from archive.read_document import Line
from archive.readers import second_look
from archive.readers.ocr import OcrFailedError
from archive.readers.page_image import PageImage
from archive.readers.second_look import looked_at_again

PAGE = PageImage.of(Image.new("L", (1654, 2339), 255))


def line(text: str, top: float = 40) -> Line:
    return Line(text=text, box=(30, top, 90, top + 4))


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the resolutions at which lines were looked at again, in order."""
    seen: list[int] = []

    def look(_image: Image.Image, *, dots_per_inch: int) -> str:
        seen.append(dots_per_inch)
        return f"look {len(seen)}"

    monkeypatch.setattr(second_look, "line_text", look)
    return seen


@pytest.mark.parametrize(
    "text",
    ["Số: 4Ð/TM-SYT", "Só:0đ/KH-TTra", "sé:426É /q-SYT", "Kiên Giang, ngày È` tháng 3 năm 20/8", "Số:   "],
)
def test_number_and_date_lines_are_looked_at_twice_more_and_larger(text: str, looks: list[int]) -> None:
    (again,) = looked_at_again((line(text),), PAGE, dots_per_inch=200)
    assert again.again == ("look 1", "look 2")
    assert looks == [400, 600]


@pytest.mark.parametrize("text", ["SỞ Y TẾ", "Kính gửi: Sở Y tế", "V/v báo cáo năm 2017"])
def test_other_lines_are_read_once(text: str, looks: list[int]) -> None:
    (same,) = looked_at_again((line(text),), PAGE, dots_per_inch=200)
    assert same.again == ()
    assert looks == []


def test_lines_in_the_lower_half_are_no_letterhead(looks: list[int]) -> None:
    looked_at_again((line("Số: 12/QĐ-SYT", top=200),), PAGE, dots_per_inch=200)
    assert looks == []


def test_a_look_that_fails_leaves_the_line_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_image: Image.Image, *, dots_per_inch: int) -> str:
        raise OcrFailedError(str(dots_per_inch))

    monkeypatch.setattr(second_look, "line_text", fail)
    assert looked_at_again((line("Số: 12/QĐ-SYT"),), PAGE, dots_per_inch=200) == (line("Số: 12/QĐ-SYT"),)


def test_the_last_look_is_at_black_ink_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    darkest: list[int] = []

    def look(image: Image.Image, *, dots_per_inch: int) -> str:
        darkest.append(int(np.asarray(image).min()))
        return str(dots_per_inch)

    monkeypatch.setattr(second_look, "line_text", look)
    written_in_blue = Image.new("RGB", (1654, 2339), (40, 50, 160))
    looked_at_again((line("Số: 12/QĐ-SYT"),), PageImage.of(written_in_blue), dots_per_inch=200)
    assert darkest == [40, 255]


PALE_DATE = "Kiên Giang, ngày 10 tháng 2 năm 2015"


def with_print(shade: int) -> PageImage:
    """Return a page whose line of date has its ink in one shade of grey."""
    page = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(page).rectangle((240, 320, 700, 335), fill=shade)
    return PageImage.of(page)


def test_a_pale_date_that_is_read_otherwise_each_time_is_looked_at_in_dark_ink(looks: list[int]) -> None:
    (again,) = looked_at_again((line(PALE_DATE),), with_print(170), dots_per_inch=200)
    assert again.again == ("look 1", "look 2")
    assert again.darkened == ("look 3", "look 4")
    assert looks == [400, 600, 200, 200]


@pytest.mark.parametrize(("text", "shade"), [(PALE_DATE, 20), ("Số: 4Ð/TM-SYT", 170)])
def test_dark_print_and_numbers_are_not(text: str, shade: int, looks: list[int]) -> None:
    (again,) = looked_at_again((line(text),), with_print(shade), dots_per_inch=200)
    assert again.darkened == ()
    assert looks == [400, 600]


def test_a_pale_date_that_is_read_the_same_each_time_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(_image: Image.Image, *, dots_per_inch: int) -> str:
        return PALE_DATE if dots_per_inch else ""

    monkeypatch.setattr(second_look, "line_text", look)
    (again,) = looked_at_again((line(PALE_DATE),), with_print(170), dots_per_inch=200)
    assert again.darkened == ()
