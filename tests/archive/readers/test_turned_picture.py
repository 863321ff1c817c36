"""Parts of a turned picture, each as if it were cut out of the whole."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from archive.readers.turned_picture import Turn, TurnedPicture, rotated

SIZE = (120, 160)
GRAIN = 24
"""How far the shades of what counts as bare paper are apart."""
_edges = st.integers(-30, 200)
_angles = st.floats(-8, 8).filter(lambda angle: abs(angle) > 0.01)


def drawing() -> Image.Image:
    """Return a picture in which each part looks otherwise, in each channel."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    for place in range(0, 160, 7):
        draw.line((0, place, place, 0), fill=(place, 255 - place, 90), width=2)
        draw.ellipse((place, place // 2, place + 5, place // 2 + 9), fill=(10, place, 200))
    return picture


def green(picture: Image.Image) -> Image.Image:
    return picture.getchannel("G")


def whole(turns: tuple[Turn, ...]) -> Image.Image:
    made = green(drawing())
    for angle, is_kept in turns:
        made = rotated(made, angle, expand=is_kept)
    return made


@given(angle=_angles, left=_edges, top=_edges, width=st.integers(1, 90), height=st.integers(1, 90))
def test_a_part_is_what_the_whole_shows_there(
    angle: float, left: int, top: int, width: int, height: int
) -> None:
    box = (left, top, left + width, top + height)
    part = TurnedPicture(drawing(), green, ((angle, False),)).crop(box)
    there = whole(((angle, False),)).crop(box)
    assert part.size == there.size
    assert apart(part, there) <= 1.5 * GRAIN  # near the edges of a part more is worked out; ink is far darker


def test_a_picture_that_was_not_turned_is_cut_as_it_is() -> None:
    box = (10, 20, 70, 90)
    assert TurnedPicture(drawing(), green, ()).crop(box).tobytes() == green(drawing()).crop(box).tobytes()


def test_a_page_on_its_side_is_turned_step_by_step() -> None:
    turns = ((1.5, False), (90.0, True), (-0.4, False))
    box = (0, 0, SIZE[1], SIZE[0])
    assert TurnedPicture(drawing(), green, turns).crop(box).tobytes() == whole(turns).tobytes()


@given(angle=_angles, left=st.integers(0, 100), top=st.integers(0, 130), shade=st.integers(0, 225))
def test_a_page_with_a_spot_is_turned_as_a_whole_though_only_the_spot_is_made(
    angle: float, left: int, top: int, shade: int
) -> None:
    page = Image.new("L", (133, 171), 255)
    ImageDraw.Draw(page).ellipse((left, top, left + 17, top + 8), fill=shade)
    assert apart(rotated(page, angle, expand=False), at_once(page, angle)) <= 1  # by rounding, seldom


@given(angle=_angles, shade=st.integers(0, 255))
def test_the_edges_of_a_page_are_turned_as_the_whole_whatever_its_shade(angle: float, shade: int) -> None:
    page = Image.new("L", (133, 171), shade)
    assert apart(rotated(page, angle, expand=False), at_once(page, angle)) <= GRAIN


@given(angle=_angles, seed=st.integers(0, 1000))
def test_grainy_paper_keeps_its_shades_and_the_print_on_it_is_made_smooth(angle: float, seed: int) -> None:
    grain = np.random.default_rng(seed).integers(230, 230 + GRAIN, (171, 133), dtype=np.uint8)
    page = Image.fromarray(grain)
    ImageDraw.Draw(page).rectangle((50, 80, 70, 84), fill=40)
    turned, smooth = rotated(page, angle, expand=False), at_once(page, angle)
    near = (52, 72, 68, 92)
    assert apart(turned.crop(near), smooth.crop(near)) <= 1
    assert apart(turned, smooth) <= 2 * GRAIN


def apart(one: Image.Image, other: Image.Image) -> int:
    """Return by how many shades a dot of one picture differs from that of the other at most."""
    return int(np.abs(np.asarray(one, dtype=np.int16) - np.asarray(other)).max())


def at_once(page: Image.Image, angle: float) -> Image.Image:
    return page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
