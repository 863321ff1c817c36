"""Scans that an agency certifies: fine enough and in colours."""

from io import BytesIO

import pytest
from PIL import Image

from generator.checks.component_finding import find_components
from generator.checks.copy_checks import _scan
from generator.checks.observed import Observed, Picture, Seen
from generator.checks.read_pdf import read_pdf
from generator.checks.registry import Context
from model.layout_profile import LayoutProfile
from tests.generator.checks.judged import TODAY


def scanned(*, dpi: int, mode: str) -> Observed:
    """Read an A5 page that one picture fills, as a scanner writes it."""
    size = (round(148 / 25.4 * dpi), round(210 / 25.4 * dpi))
    written = BytesIO()
    Image.new(mode, size).save(written, "PDF", resolution=dpi)
    return read_pdf(written.getvalue(), "scan.pdf")


def told(observed: Observed) -> list[str]:
    context = Context(components=find_components(observed), profile=LayoutProfile.ND30_2020, today=TODAY)
    return [breach.found for breach in _scan(observed, context)]


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        (Picture(format="pdf", dpi=200.0, is_colour=True, covers_page=True), []),
        (Picture(format="pdf", dpi=150.0, is_colour=True, covers_page=True), ["150 dpi"]),
        (Picture(format="pdf", dpi=300.0, is_colour=False, covers_page=True), ["đen trắng"]),
        (Picture(format="pdf", dpi=150.0, is_colour=False, covers_page=True), ["150 dpi, đen trắng"]),
        (Picture(format="pdf", dpi=72.0, is_colour=False), []),
        (Picture(format="pdf", covers_page=True), []),
    ],
)
def test_a_certified_scan_is_fine_enough_and_in_colours(picture: Picture, found: list[str]) -> None:
    certified = Observed(seen=Seen.NOTHING, paragraphs=(), pictures=(picture,), is_scan=True, is_signed=True)
    assert told(certified) == found


def test_a_scan_that_nobody_certifies_is_no_copy() -> None:
    assert told(scanned(dpi=100, mode="L")) == []


@pytest.mark.parametrize(("dpi", "mode", "colour"), [(200, "RGB", True), (100, "L", False)])
def test_the_scan_of_a_page_tells_its_dots_and_colours(dpi: int, mode: str, *, colour: bool) -> None:
    observed = scanned(dpi=dpi, mode=mode)
    (picture,) = observed.pictures
    assert observed.is_scan
    assert picture.dpi == pytest.approx(dpi, abs=1)
    assert picture.is_colour is colour
