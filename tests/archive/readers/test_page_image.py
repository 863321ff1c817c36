import numpy as np
import pytest
from PIL import Image, ImageDraw

from archive.readers.page_image import PageImage, slope

BLACK, RED = (0, 0, 0), (215, 20, 40)


def ruled(degrees: float = 0.0) -> Image.Image:
    """Return a page with twenty lines of print, as bars, that rise to the right by an angle."""
    page = Image.new("L", (900, 1200), 255)
    draw = ImageDraw.Draw(page)
    for top in range(100, 1100, 50):
        draw.rectangle((80, top, 820, top + 14), fill=0)
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


@pytest.mark.parametrize("degrees", [-5.0, -1.2, 0.0, 0.7, 4.0])
def test_the_slope_of_a_crooked_page_is_measured(degrees: float) -> None:
    assert slope(ruled(degrees)) == pytest.approx(degrees, abs=0.2)


def test_an_empty_page_has_no_slope() -> None:
    assert slope(Image.new("L", (900, 1200), 255)) == 0.0


def test_a_crooked_page_comes_out_straight() -> None:
    straight = PageImage.of(ruled(3)).straightened()
    assert slope(straight.printed) == pytest.approx(0, abs=0.2)


def test_a_page_that_is_straight_is_left_as_it_is() -> None:
    page = PageImage.of(ruled())
    assert page.straightened() is page


def test_red_ink_fades_from_the_print_and_stays_in_the_ink() -> None:
    page = Image.new("RGB", (40, 20), "white")
    ImageDraw.Draw(page).rectangle((0, 0, 9, 19), fill=RED)
    ImageDraw.Draw(page).rectangle((20, 0, 29, 19), fill=BLACK)
    both = PageImage.of(page)
    printed, inked = np.asarray(both.printed), np.asarray(both.inked.crop((0, 0, 40, 20)))
    assert (printed[5, 5] > 200, inked[5, 5] < 60) == (True, True)
    assert (printed[5, 25], inked[5, 25]) == (0, 0)


@pytest.mark.parametrize("ink", [RED, (40, 60, 170), (90, 30, 140)], ids=["red", "blue", "violet"])
def test_no_coloured_ink_is_left_in_black_and_the_print_stays(ink: tuple[int, int, int]) -> None:
    page = Image.new("RGB", (40, 20), (245, 240, 230))
    ImageDraw.Draw(page).rectangle((0, 0, 9, 19), fill=ink)
    ImageDraw.Draw(page).rectangle((20, 0, 29, 19), fill=(35, 30, 40))
    in_black = np.asarray(PageImage.of(page).in_black.crop((0, 0, 40, 20)))
    assert (in_black[5, 5] > 230, in_black[5, 25] < 70) == (True, True)


def test_the_page_in_black_is_turned_as_the_page_was() -> None:
    crooked = ruled(3).convert("RGB")
    straight = PageImage.of(crooked).straightened().turned(1)
    in_black = straight.in_black.crop((0, 0, *straight.printed.size))
    assert slope(in_black.rotate(-90, expand=True)) == pytest.approx(0, abs=0.2)


def test_a_page_in_grey_is_the_same_twice() -> None:
    page = PageImage.of(ruled())
    assert page.printed is page.inked


def test_a_page_on_its_side_is_turned_with_all_of_it_kept() -> None:
    turned = PageImage.of(ruled()).turned(1)
    assert turned.printed.size == (1200, 900)
    assert turned.inked.crop((0, 0, 1200, 900)).tobytes() == turned.printed.tobytes()


def test_a_picture_that_could_hold_colours_and_has_none_is_grey() -> None:
    page = ruled().convert("RGB")
    assert PageImage.of(page).coloured is None
    page.putpixel((0, 0), (255, 254, 255))
    assert PageImage.of(page).coloured is page
