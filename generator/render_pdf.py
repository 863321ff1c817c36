"""A document as PDF: the composed pages drawn with the embedded faces, the same bytes every time."""

from dataclasses import replace
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from generator.annex import Annex
from generator.compose import Section, Volume, annex_volume, compose
from generator.compose_margins import Fixed
from generator.flow import Block, Column, Grid, Placed, paginate
from generator.fonts import Face, font
from generator.pdf_sheet import Sheet
from generator.printed import Printed
from generator.profile import Band, Profile, points
from generator.typesetting import Line, Setting, set_text


def render_pdf(printed: Printed, profile: Profile) -> bytes:
    """Return the PDF of a document with what is attached to it."""
    target = BytesIO()
    canvas = _canvas(target, printed, profile)
    for volume in compose(printed, profile):
        _draw_volume(canvas, volume)
    canvas.save()
    return target.getvalue()


def render_annex_pdf(annex: Annex, printed: Printed, profile: Profile) -> bytes:
    """Return the PDF of an annex that is a file of its own; ``printed`` is what it belongs to."""
    target = BytesIO()
    canvas = _canvas(target, printed, profile)
    canvas.setTitle(f"{annex.label} {annex.title}")
    _draw_volume(canvas, annex_volume(annex, profile))
    canvas.save()
    return target.getvalue()


def render_blocks(blocks: tuple[Block, ...], profile: Profile, *, top: float) -> bytes:
    """Return a page with nothing but some blocks, ``top`` points under the top margin."""
    target = BytesIO()
    canvas = _bare_canvas(target, profile)
    page = profile.page
    canvas.setPageSize((points(page.width_mm), points(page.height_mm)))
    sheet = Sheet(canvas, points(page.height_mm))
    (placed_blocks,) = paginate(blocks, page.text_height_pt, spaced=True)
    for placed in placed_blocks:
        _draw_block(sheet, replace(placed, top=placed.top + top), profile)
    sheet.finish()
    canvas.save()
    return target.getvalue()


def _bare_canvas(target: BytesIO, profile: Profile) -> Canvas:
    for face in Face:
        font(face)
    return Canvas(target, invariant=1, lang=profile.language, initialFontName=Face.REGULAR.value)


def _canvas(target: BytesIO, printed: Printed, profile: Profile) -> Canvas:
    canvas = _bare_canvas(target, profile)
    canvas.setTitle(printed.title)
    canvas.setSubject(printed.caption)
    canvas.setAuthor(printed.author)
    canvas.setCreator("vanthu")
    if printed.annex is not None and printed.annex.mark is not None:
        canvas.setKeywords(printed.annex.mark)
    return canvas


def _draw_volume(canvas: Canvas, volume: Volume) -> None:
    """Draw what is numbered by itself."""
    number = 0
    for section in volume.sections:
        number = _draw_section(canvas, section, volume, number)


def _draw_section(canvas: Canvas, section: Section, volume: Volume, number: int) -> int:
    """Draw the pages of a section after page ``number``; return the number of its last."""
    profile = section.profile
    page = profile.page
    room = page.text_height_pt
    first_room = room if number else room - volume.foot
    for placed_blocks in paginate(section.blocks, room, first_room=first_room, spaced=number > 0):
        number += 1
        sheet = Sheet(canvas, points(page.height_mm))
        canvas.setPageSize((points(page.width_mm), points(page.height_mm)))
        if number > 1:
            _draw_page_number(sheet, number, profile)
        else:
            _draw_fixed(sheet, volume.fixed, profile)
        for placed in placed_blocks:
            _draw_block(sheet, placed, profile)
        sheet.finish()
    return number


def _draw_fixed(sheet: Sheet, fixed: tuple[Fixed, ...], profile: Profile) -> None:
    for one in fixed:
        _draw_lines(sheet, one.lines, (one.left, one.top), profile)


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
    _draw_lines(sheet, column.lines, (points(profile.page.left_mm) + column.x, top), profile)


def _draw_lines(sheet: Sheet, lines: tuple[Line, ...], corner: tuple[float, float], profile: Profile) -> None:
    left, top = corner
    for line in lines:
        top += line.before
        _draw_line(sheet, line, (left, top), profile)
        top += line.height


def _draw_line(sheet: Sheet, line: Line, corner: tuple[float, float], profile: Profile) -> None:
    left, top = corner
    for segment in line.segments:
        sheet.write(segment, left, top + line.baseline, line.colour)
    if line.frame is not None:
        sheet.frame(line.frame, left, (top, top + line.height), line.colour)
    if line.pattern is not None:
        sheet.fill(line.pattern, left, top)
    if line.rule is not None:
        start, end = line.rule
        y = top + line.height
        sheet.line((left + start, y), (left + end, y), line.rule_thickness or profile.rule.thickness_pt)


def _draw_grid(sheet: Sheet, grid: Grid, span: tuple[float, float], left: float) -> None:
    top, bottom = span
    first, last = left + grid.verticals[0], left + grid.verticals[-1]
    for y in span:
        sheet.line((first, y), (last, y), grid.thickness)
    for x in grid.verticals:
        sheet.line((left + x, top), (left + x, bottom), grid.thickness)
