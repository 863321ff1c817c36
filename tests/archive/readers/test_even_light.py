import numpy as np
import pytest
from PIL import Image, ImageDraw

from archive.examination import Withhold, examine
from archive.readers import read
from archive.readers.even_light import evenly_lit
from archive.recognition import identify
from tests.archive.readers.pictures import needs_tesseract, picture, png, stamped


def shaded(page: Image.Image, darkest: float, *, from_top: bool = False) -> Image.Image:
    """Return a page on which a shadow grows towards one edge: the right one, or the upper one."""
    width, height = page.size
    distance = np.linspace(1, 0, height)[:, None] if from_top else np.linspace(0, 1, width)[None, :]
    light = 1 - (1 - darkest) * np.broadcast_to(distance**2, (height, width))
    shades = np.asarray(page, dtype=np.float64) * (light[:, :, None] if page.mode == "RGB" else light)
    return Image.fromarray(shades.astype(np.uint8))


def ruled(mode: str = "L") -> Image.Image:
    page = Image.new(mode, (800, 1100), "white")
    for top in range(80, 1000, 60):
        ImageDraw.Draw(page).rectangle((80, top, 720, top + 12), fill="black")
    return page


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_the_paper_in_a_shadow_becomes_as_white_as_the_rest_and_its_ink_stays(mode: str) -> None:
    lit = np.asarray(evenly_lit(shaded(ruled(mode), 0.4)))
    assert np.median(lit[40:70]) > 250
    assert lit[40:70].min() > 195
    assert lit[86, 100:700].max() < 30


@pytest.mark.parametrize(
    "page",
    [ruled(), shaded(ruled(), 0.85), Image.new("L", (800, 1100), 120), Image.new("L", (9, 9), 0)],
    ids=["white", "hardly a shadow", "grey paper", "small and black"],
)
def test_a_page_of_even_paper_is_left_as_it_is(page: Image.Image) -> None:
    assert evenly_lit(page) is page


def test_a_black_border_stays_black() -> None:
    page = shaded(ruled(), 0.4)
    ImageDraw.Draw(page).rectangle((0, 0, 800, 200), fill=3)
    assert np.asarray(evenly_lit(page))[:120].max() < 30


@needs_tesseract
@pytest.mark.parametrize("from_top", [False, True], ids=["at the right", "above"])
def test_a_letter_in_the_shadow_of_a_hand_is_read(from_top: bool) -> None:  # noqa: FBT001 - a case of the table
    found = identify(read(png(shaded(picture(), 0.35, from_top=from_top)), name="a.png"))
    assert found.code is not None
    assert str(found.code.value) == "512/SGDĐT-KHTC"
    assert str(found.date and found.date.value) == "2014-04-10"


@needs_tesseract
def test_a_stamp_of_secrecy_in_a_shadow_keeps_a_scan_out() -> None:
    page = stamped(picture(), "TỐI MẬT", (200, 480), size=80)
    assert isinstance(examine("a.png", png(shaded(page, 0.4, from_top=True))), Withhold)
