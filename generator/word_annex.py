"""The annex of a Word file: a section with its own page numbers, its answers inside content controls."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Final

from docx.document import Document as WordDocument
from docx.shared import Mm
from lxml import etree

from generator import word_styles as style
from generator.annex import Annex, Answer, AnswerTable
from generator.compose_annex import title_lines
from generator.profile import Profile, points
from generator.qr_code import png, qr_squares
from generator.table_columns import column_widths
from generator.word_document import BODY_TABLE
from generator.word_styles import Style, style_element
from generator.word_xml import JUSTIFICATION, cell, element, paragraph, qualified, row, table, text_run, twips
from model.dispatch import Alignment, Paragraph
from model.reply_form import FieldType

LABEL: Final = "PhuLuc"
TITLE: Final = "TenPhuLuc"
REFERENCE: Final = "KemTheo"
REFERENCE_RULE: Final = "KeKemTheo"
CODE: Final = "MaQR"
MARK: Final = "MaPhieu"
TABLE_TITLE: Final = "TenBang"


def append_annex(document: WordDocument, annex: Annex, profile: Profile) -> None:
    """Put an annex after the signature; its pages are numbered from 1 again."""
    body = document.element.body
    section = _begin_section(body)
    for part in _parts(document, annex, profile):
        section.addprevious(part)
    _add_styles(document.styles.element, profile)


def _begin_section(body: etree._Element) -> etree._Element:
    """Close the section of the dispatch with a copy of the one that ends the file, and return this one."""
    section = body.find(qualified("sectPr"))
    last = section.getprevious()
    if last is None or last.tag != qualified("p"):
        last = paragraph(style.END)
        section.addprevious(last)
    last.find(qualified("pPr")).append(deepcopy(section))
    section.find(qualified("pgMar")).addnext(element("pgNumType", start=1))
    return section


def _add_styles(styles: etree._Element, profile: Profile) -> None:
    """Add the styles of an annex; those that an office defines in its template stay."""
    known = {one.get(qualified("styleId")) for one in styles.iterchildren(qualified("style"))}
    for one in _styles(profile):
        if one.id not in known:
            styles.append(style_element(one, profile))


def _styles(profile: Profile) -> tuple[Style, ...]:
    rules, rule = profile.annex, profile.rule
    quiet = points(rules.quiet_mm)
    return (
        Style(id=LABEL, size=rules.label_pt, keep_next=True),
        Style(id=TITLE, size=rules.title_pt, before=rules.before_pt, keep_next=True),
        Style(id=REFERENCE, size=rules.reference_pt, keep_next=True),
        Style(id=REFERENCE_RULE, size=1, exact=rule.gap_pt, rule=rule.thickness_pt, keep_next=True),
        Style(id=CODE, size=1, before=quiet, keep_next=True),
        Style(id=MARK, size=rules.mark_pt, before=quiet, keep_next=True),
        Style(
            id=TABLE_TITLE, size=profile.table.size_pt, align="left", before=rules.before_pt, keep_next=True
        ),
    )


def _parts(document: WordDocument, annex: Annex, profile: Profile) -> Iterator[etree._Element]:
    font = profile.font
    yield paragraph(LABEL, text_run(annex.label, font, bold=True))
    yield paragraph(TITLE, *_broken(title_lines(annex, profile), font, bold=True))
    yield paragraph(REFERENCE, *_broken(annex.reference, font, italic=True))
    yield _rule(profile)
    if annex.mark is not None:
        yield paragraph(CODE, _picture(document, annex.mark, profile))
    if annex.mark_line is not None:
        yield paragraph(MARK, text_run(annex.mark_line, font))
    for part in annex.tables:
        if part.title is not None:
            yield paragraph(TABLE_TITLE, *_runs(part.title, profile, bold=True))
        yield paragraph(style.AROUND_TABLE)
        yield _table(part, profile)
        yield paragraph(style.AROUND_TABLE)


def _broken(
    lines: tuple[str, ...], font: str, *, bold: bool = False, italic: bool = False
) -> Iterator[etree._Element]:
    """Yield runs with a line break between them."""
    for number, text in enumerate(lines):
        run = text_run(text, font, bold=bold, italic=italic)
        if number:
            run.insert(1, element("br"))
        yield run


def _rule(profile: Profile) -> etree._Element:
    """Build an empty paragraph, indented until its border has the length of the rule."""
    side = twips((profile.page.text_width_pt - points(profile.annex.rule_mm)) / 2)
    made = paragraph(REFERENCE_RULE)
    made.find(qualified("pPr")).append(element("ind", left=side, right=side, firstLine=0))
    return made


def _picture(document: WordDocument, mark: str, profile: Profile) -> etree._Element:
    side = Mm(profile.annex.code_mm)
    picture = document.part.new_pic_inline(BytesIO(png(qr_squares(mark))), width=side, height=side)
    picture.docPr.set("descr", mark)
    return element("r", element("drawing", picture))


def _runs(text: Paragraph, profile: Profile, *, bold: bool = False) -> Iterator[etree._Element]:
    for run in text.runs:
        yield text_run(run.text, profile.font, bold=bold or run.bold, italic=run.italic)


def _table(part: AnswerTable, profile: Profile) -> etree._Element:
    widths = column_widths(part.table, profile)
    heading = (
        cell(width, paragraph(style.TABLE_HEADING, *_runs(text, profile, bold=True)))
        for width, text in zip(widths, part.table.heading, strict=True)
    )
    rows = (
        row(
            *(
                cell(width, _cell(text, answer, alignment, profile))
                for width, text, answer, alignment in zip(
                    widths, texts, answers, part.table.alignments, strict=True
                )
            ),
            whole=False,
        )
        for texts, answers in zip(part.table.rows, part.answers, strict=True)
    )
    return table(
        BODY_TABLE,
        widths,
        (row(*heading, heading=True), *rows),
        padding=points(profile.table.padding_mm),
        border=profile.table.border_pt,
    )


def _cell(text: Paragraph, answer: Answer | None, alignment: Alignment, profile: Profile) -> etree._Element:
    content = _runs(text, profile) if answer is None else (_control(answer, profile),)
    made = paragraph(style.TABLE_CELL, *content)
    made.find(qualified("pPr")).append(element("jc", val=JUSTIFICATION[alignment]))
    return made


def _control(answer: Answer, profile: Profile) -> etree._Element:
    """Build an empty content control; alias and tag hold the key, as programs drop the one or the other."""
    properties = element("sdtPr", element("alias", val=answer.key), element("tag", val=answer.key))
    properties.append(_kind_of_control(answer, profile))
    return element("sdt", properties, element("sdtContent", text_run(" ", profile.font)))


def _kind_of_control(answer: Answer, profile: Profile) -> etree._Element:
    if answer.type is FieldType.CHOICE:
        items = (element("listItem", displayText=choice, value=choice) for choice in answer.choices)
        return element("dropDownList", *items)
    if answer.type is FieldType.DATE:
        return element(
            "date",
            element("dateFormat", val="dd/MM/yyyy"),
            element("lid", val=profile.language),
            element("storeMappedDataAs", val="dateTime"),
            element("calendar", val="gregorian"),
        )
    return element("text", multiLine="1")
