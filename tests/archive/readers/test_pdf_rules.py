from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from archive.forms.ruled_tables import ruled_tables
from archive.read_document import Page
from archive.readers import read

LEFTS, TOPS = (20, 60, 120), (40, 50, 70)
WORDS = {(25, 46): "A1", (65, 46): "B1", (25, 56): "A2", (65, 56): "B2", (65, 64): "B2x"}


def strokes(canvas: Canvas) -> None:
    for x in LEFTS:
        canvas.line(x * mm, (297 - TOPS[0]) * mm, x * mm, (297 - TOPS[-1]) * mm)
    for y in TOPS:
        canvas.line(LEFTS[0] * mm, (297 - y) * mm, LEFTS[-1] * mm, (297 - y) * mm)


def cells(canvas: Canvas) -> None:
    for left, right in ((20, 60), (60, 120)):
        for top, bottom in ((40, 50), (50, 70)):
            canvas.rect(left * mm, (297 - bottom) * mm, (right - left) * mm, (bottom - top) * mm)


def thin_boxes(canvas: Canvas) -> None:
    for x in LEFTS:
        canvas.rect(x * mm, (297 - TOPS[-1]) * mm, 0.2 * mm, 30 * mm, stroke=0, fill=1)
    for y in TOPS:
        canvas.rect(LEFTS[0] * mm, (297 - y) * mm, 100 * mm, 0.2 * mm, stroke=0, fill=1)


def a_page(draw: Callable[[Canvas], None], *, rotation: int = 0) -> Page:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(210 * mm, 297 * mm))
    canvas.setPageRotation(rotation)
    draw(canvas)
    canvas.setFont("Helvetica", 9)
    for (x, y), text in WORDS.items():
        canvas.drawString(x * mm, (297 - y) * mm, text)
    canvas.drawString(
        20 * mm, 200 * mm, "This page holds enough letters to be taken for text and not for a scan."
    )
    canvas.showPage()
    canvas.save()
    return read(buffer.getvalue(), name="a").pages[0]


@pytest.mark.parametrize("draw", [strokes, cells, thin_boxes])
def test_words_are_found_in_their_cells_however_the_borders_are_drawn(draw: Callable[[Canvas], None]) -> None:
    [table] = ruled_tables(a_page(draw))
    assert table.width == 2
    assert [{column: cell.text for column, cell in row.items()} for row in table.rows] == [
        {0: "A1", 1: "B1"},
        {0: "A2", 1: "B2 B2x"},
        {},
    ]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_on_a_turned_page_the_rules_turn_with_the_words(rotation: int) -> None:
    [table] = ruled_tables(a_page(strokes, rotation=rotation))
    texts = sorted(cell.text for row in table.rows for cell in row.values())
    assert len(texts) == 4


def test_a_page_without_rules_has_no_tables() -> None:
    page = a_page(lambda _: None)
    assert (page.rules, [*ruled_tables(page)]) == ((), [])


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    def hatch(canvas: Canvas) -> None:
        for step in range(6000):
            canvas.line(10, step / 10, 100, step / 10)

    assert a_page(hatch).rules == ()
