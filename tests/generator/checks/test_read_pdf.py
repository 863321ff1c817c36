"""What the pages of a PDF show is seen where it stands."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.checks.check import check_document
from generator.checks.component_finding import find_components
from generator.checks.observed import Observed, Seen
from generator.checks.read_pdf import read_pdf
from generator.draft import read_draft
from generator.render import render
from generator.template_files import SHIPPED

TODAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def sample() -> Observed:
    draft = read_draft(SHIPPED / "bao-cao" / "sample.yaml", issuer_defaults=None, today=TODAY)
    return read_pdf(render(draft).pdf, "a.pdf")


def test_paper_and_margins_are_measured(sample: Observed) -> None:
    [section] = sample.sections
    assert (round(section.width_mm), round(section.height_mm)) == (210, 297)
    assert (section.left_mm, section.right_mm) == (30, 15)


def test_the_columns_of_a_letterhead_are_told_apart(sample: Observed) -> None:
    head = find_components(sample).letterhead
    assert [line.text for line in head.motto] == ["Độc lập - Tự do - Hạnh phúc"]
    assert head.motto[0].size_pt == pytest.approx(14)
    assert head.motto[0].is_bold
    assert head.code is not None
    assert head.code.text.startswith("Số:")


def test_the_line_under_the_motto_is_as_long_as_the_motto(sample: Observed) -> None:
    rule = find_components(sample).letterhead.motto_rule
    assert rule is not None
    assert rule.length_mm == pytest.approx(60.5, abs=0.3)


def test_of_a_scan_nothing_is_judged() -> None:
    picture, target = BytesIO(), BytesIO()
    Image.new("L", (826, 1169), 255).save(picture, "PNG")
    canvas = Canvas(target, pagesize=(595, 842))

    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.drawString(90, 700, "CONG HOA XA HOI CHU NGHIA VIET NAM")
    canvas.save()
    report = check_document(target.getvalue(), today=TODAY)
    assert report.seen is Seen.NOTHING
    assert report.findings == ()
