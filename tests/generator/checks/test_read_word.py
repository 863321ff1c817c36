"""Everything that a Word file leaves to styles, defaults and numbering is resolved."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from generator.checks.observed import Aligned, Area, Observed
from generator.checks.read_word import read_word
from tests.generator.checks.word_files import dispatch, flush


def read(document: Any) -> Observed:  # noqa: ANN401 - python-docx names its class otherwise
    target = BytesIO()
    document.save(target)
    return read_word(target.getvalue(), "a.docx")


def test_a_style_has_what_it_stands_on() -> None:
    document = Document()
    base = document.styles.add_style("Gốc", WD_STYLE_TYPE.PARAGRAPH)
    base.font.name, base.font.size = "Arial", Pt(13)
    base.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    own = document.styles.add_style("Riêng", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style, own.font.italic = base, True
    own.paragraph_format.first_line_indent = Mm(10)
    document.add_paragraph("Căn cứ Luật Giáo dục", style=own)
    [seen] = read(document).paragraphs
    [run] = seen.runs
    assert (run.font, run.size_pt, run.italic, run.bold) == ("Arial", 13, True, False)
    assert seen.alignment is Aligned.JUSTIFIED
    assert seen.first_line_mm == pytest.approx(10, abs=0.1)


def test_the_runs_own_look_wins_over_its_style() -> None:
    document = Document()
    run = document.add_paragraph().add_run("Hà Nội")
    run.font.name, run.font.size, run.font.color.rgb = "Times New Roman", Pt(14), RGBColor(0, 0, 255)
    [seen] = read(document).paragraphs[0].runs
    assert (seen.font, seen.size_pt, seen.colour) == ("Times New Roman", 14, "0000FF")


def test_a_font_of_the_theme_is_named() -> None:
    document = Document()
    document.add_paragraph("Hà Nội")
    assert read(document).paragraphs[0].runs[0].font == "Cambria"


def test_bold_letters_in_a_bold_paragraph_are_light() -> None:
    document = Document()
    paragraph = document.styles.add_style("Đậm", WD_STYLE_TYPE.PARAGRAPH)
    letters = document.styles.add_style("Chữ đậm", WD_STYLE_TYPE.CHARACTER)
    paragraph.font.bold = letters.font.bold = True
    added = document.add_paragraph("một ", style=paragraph)
    added.add_run("hai", style=letters)
    assert [run.bold for run in read(document).paragraphs[0].runs] == [True, False]


def test_automatic_numbers_and_bullets_are_told() -> None:
    document = Document()
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("Sở Tài chính", style=style)
    seen = read(document).paragraphs
    assert [paragraph.numbering for paragraph in seen] == ["1.", "2.", "•"]
    assert seen[1].text == "2. Sở Tài chính"


def test_a_line_break_ends_a_line_but_no_paragraph() -> None:
    document = Document()
    document.add_paragraph("CỘNG HÒA").add_run("\nĐộc lập")
    first, second = read(document).paragraphs
    assert (first.text, second.text) == ("CỘNG HÒA", "Độc lập")
    assert (first.continued, second.continued) == (False, True)
    assert first.place.index == second.place.index


def test_a_cell_tells_its_room() -> None:
    document = Document()
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(30)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 1).text = "Độc lập"
    [seen] = [one for one in read(document).paragraphs if one.text]
    assert seen.place.area is Area.CELL
    assert seen.place.cell is not None
    assert (seen.place.cell.column, seen.place.cell.columns, seen.place.cell.bordered) == (1, 2, False)
    assert (seen.place.left_mm or 0) > 70


def test_deleted_words_are_no_words() -> None:
    document = Document()
    paragraph = document.add_paragraph("còn")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "mất"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)  # python-docx cannot delete with a trace
    assert read(document).paragraphs[0].text == "còn"


def test_the_places_count_the_paragraphs_of_the_file() -> None:
    data = dispatch(body=flush("một") + flush("hai"))
    seen = read_word(data, "a.docx")
    assert [one.place.index for one in seen.paragraphs] == sorted(one.place.index for one in seen.paragraphs)
