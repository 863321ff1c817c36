"""A dispatch as PDF: the composed pages drawn with the embedded faces, the same bytes every time."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from generator.compose import compose
from generator.compose_annex import compose_annex
from generator.flow import Block, Column, Grid, Placed, paginate
from generator.fonts import Face, font
from generator.pdf_sheet import Sheet
from generator.printed import Printed
from generator.profile import Band, Profile, points
from generator.typesetting import Line, Setting, set_text


def render_pdf(printed: Printed, profile: Profile) -> bytes:
    """Return the PDF of a document."""
    for face in Face:
        font(face)
    target = BytesIO()
    canvas = _canvas(target, printed, profile)
    sheet = Sheet(canvas, points(profile.page.height_mm))
    _draw_pages(sheet, compose(printed, profile), profile)
    if printed.annex is not None:
        _draw_pages(sheet, compose_annex(printed.annex, profile), profile)
    canvas.save()
    return target.getvalue()


def _draw_pages(sheet: Sheet, blocks: tuple[Block, ...], profile: Profile) -> None:
    """Draw what is numbered by itself: the dispatch, its annex."""
    for number, page in enumerate(paginate(blocks, profile.page.text_height_pt), start=1):
        if number > 1:
            _draw_page_number(sheet, number, profile)
        for placed in page:
            _draw_block(sheet, placed, profile)
        sheet.canvas.showPage()


def _canvas(target: BytesIO, printed: Printed, profile: Profile) -> Canvas:
    size = (points(profile.page.width_mm), points(profile.page.height_mm))
    canvas = Canvas(
        target, pagesize=size, invariant=1, lang=profile.language, initialFontName=Face.REGULAR.value
    )
    canvas.setTitle(printed.title)
    canvas.setSubject(printed.subject)
    canvas.setAuthor(printed.author)
    canvas.setCreator("vanthu")
    if printed.annex is not None and printed.annex.mark is not None:
        canvas.setKeywords(printed.annex.mark)
    return canvas


def _draw_page_number(sheet: Sheet, number: int, profile: Profile) -> None:
    rules, page = profile.page_number, profile.page
    setting = Setting(size=rules.size_pt, width=page.text_width_pt, alignment=rules.alignment)
    (line,) = set_text(str(number), Face.REGULAR, setting)
    edge = points(rules.from_edge_mm)
    top = edge if rules.band is Band.HEADER else points(page.height_mm) - edge - line.height
    _draw_line(sheet, line, (points(page.left_mm), top), profile)


def _draw_block(sheet: Sheet, placed: Placed, profile: Profile) -> None:
    top = points(profile.page.top_mm) + placed.top
    grid = placed.block.grid
    for column in placed.block.columns:
        _draw_column(sheet, column, top + (grid.padding + grid.thickness if grid else 0.0), profile)
    if grid is not None:
        _draw_grid(sheet, grid, (top, top + placed.block.height), points(profile.page.left_mm))


def _draw_column(sheet: Sheet, column: Column, top: float, profile: Profile) -> None:
    left = points(profile.page.left_mm) + column.x
    for line in column.lines:
        top += line.before
        _draw_line(sheet, line, (left, top), profile)
        top += line.height


def _draw_line(sheet: Sheet, line: Line, corner: tuple[float, float], profile: Profile) -> None:
    left, top = corner
    for segment in line.segments:
        sheet.write(segment, left, top + line.baseline)
    if line.pattern is not None:
        sheet.fill(line.pattern, left, top)
    if line.rule is not None:
        start, end = line.rule
        y = top + line.height
        sheet.line((left + start, y), (left + end, y), profile.rule.thickness_pt)


def _draw_grid(sheet: Sheet, grid: Grid, span: tuple[float, float], left: float) -> None:
    top, bottom = span
    first, last = left + grid.verticals[0], left + grid.verticals[-1]
    for y in span:
        sheet.line((first, y), (last, y), grid.thickness)
    for x in grid.verticals:
        sheet.line((left + x, top), (left + x, bottom), grid.thickness)
