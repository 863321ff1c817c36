import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from archive.readers.dark_ink import in_dark_ink, is_pale
from tests.archive.documents import FONT

TEXT = "Bắc Sơn, ngày 08 tháng 3 năm 2018"
SIZE = (700, 60)


def printed() -> Image.Image:
    """Return a line of print at 200 dots per inch, soft at its edges as scanners give it."""
    strip = Image.new("L", SIZE, 255)
    font = ImageFont.truetype(str(FONT), 36)
    ImageDraw.Draw(strip).text((30, 8), TEXT, font=font, fill=0)
    return strip.filter(ImageFilter.GaussianBlur(0.6))


def faded(paper: int, left: float, right: float) -> Image.Image:
    """Return the line on grey paper, with so much of its ink left at the left and at the right edge."""
    ink = (255 - np.asarray(printed(), dtype=np.float64)) / 255
    kept = np.linspace(left, right, SIZE[0])
    return Image.fromarray((paper * (1 - ink * kept)).astype(np.uint8))


def test_print_is_not_pale_on_white_or_grey_paper() -> None:
    assert not is_pale(printed())
    assert not is_pale(faded(160, 1.0, 1.0))


@pytest.mark.parametrize(
    ("paper", "left", "right"), [(255, 0.35, 0.35), (255, 0.8, 0.2), (190, 0.4, 0.4), (210, 0.3, 0.6)]
)
def test_pale_and_fading_print_comes_out_dark_on_white_paper(paper: int, left: float, right: float) -> None:
    strip = faded(paper, left, right)
    assert is_pale(strip)
    for dark in in_dark_ink(strip):
        for half in (dark.crop((0, 0, 350, 60)), dark.crop((350, 0, 700, 60))):
            shades = np.asarray(half)
            assert np.median(shades) > 250
            assert shades.min() < 100


def test_blank_paper_is_not_pale_and_stays_white() -> None:
    paper = Image.new("L", SIZE, 214)
    assert not is_pale(paper)
    assert all(np.asarray(dark).min() == 255 for dark in in_dark_ink(paper))
