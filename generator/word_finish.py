"""What tags in a Word template cannot say: lengths measured from the text, and what stays together."""

from collections.abc import Iterator
from dataclasses import asdict

from lxml import etree

from generator import word_styles as style
from generator.compose import compose_signature, signature_widths
from generator.compose_body import compose_body
from generator.flow import Block
from generator.letterhead import Letterhead, measure_letterhead
from generator.printed import Printed
from generator.profile import Profile
from generator.table_columns import column_widths
from generator.word_document import BODY_TABLE, LETTERHEAD, SIGNATURE
from generator.word_xml import JUSTIFICATION, element, qualified, twips
from model.dispatch import Table


def finish(body: etree._Element, styles: etree._Element, printed: Printed, profile: Profile) -> None:
    """Set the measured lengths in a filled document; what an office took out of it is left alone."""
    letterhead = measure_letterhead(printed, profile)
    for table in _tables(body, LETTERHEAD):
        _set_widths(table, (letterhead.left_width, letterhead.right_width))
    _set_rules(body, letterhead)
    if letterhead.sizes != profile.letterhead_sizes[0]:
        _set_sizes(styles, letterhead)
    _finish_body_tables(body, printed, profile)
    for table in _tables(body, SIGNATURE):
        _set_widths(table, signature_widths(printed, profile))
        _let_split(table, compose_signature(printed, profile), profile)
    _bind_to_pages(body, printed, profile)
    _drop_empty_runs(body)


def _drop_empty_runs(body: etree._Element) -> None:
    """Remove the runs that docxtpl leaves where its tags stood."""
    for run in tuple(body.iter(qualified("r"))):
        if not "".join(run.itertext()) and all(child.tag == qualified("t") for child in run):
            run.getparent().remove(run)


def _tables(body: etree._Element, caption: str) -> Iterator[etree._Element]:
    for table in body.iterchildren(qualified("tbl")):
        found = table.find(f"{qualified('tblPr')}/{qualified('tblCaption')}")
        if found is not None and found.get(qualified("val")) == caption:
            yield table


def _set_widths(table: etree._Element, widths: tuple[float, ...]) -> None:
    table.find(f"{qualified('tblPr')}/{qualified('tblW')}").set(qualified("w"), str(twips(sum(widths))))
    grid = table.find(qualified("tblGrid"))
    grid[:] = [element("gridCol", w=twips(width)) for width in widths]
    for row in table.iterchildren(qualified("tr")):
        for cell, width in zip(row.iterchildren(qualified("tc")), widths, strict=False):
            cell.find(f"{qualified('tcPr')}/{qualified('tcW')}").set(qualified("w"), str(twips(width)))


def _set_rules(body: etree._Element, letterhead: Letterhead) -> None:
    """Indent the empty paragraphs with a border until the border has the length of its rule."""
    for name, room, length in (
        (style.MOTTO_RULE, letterhead.right_width, letterhead.motto_rule),
        (style.ISSUER_RULE, letterhead.left_width, letterhead.issuer_rule),
    ):
        for paragraph in _paragraphs(body, name):
            side = twips((room - length) / 2)
            paragraph.find(qualified("pPr")).append(element("ind", left=side, right=side, firstLine=0))


def _paragraphs(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    for paragraph in root.iter(qualified("p")):
        if _style_of(paragraph) in names:
            yield paragraph


def _style_of(paragraph: etree._Element) -> str | None:
    found = paragraph.find(f"{qualified('pPr')}/{qualified('pStyle')}")
    return None if found is None else str(found.get(qualified("val")))


def _set_sizes(styles: etree._Element, letterhead: Letterhead) -> None:
    """Take the smaller sizes: the template's styles hold the first combination of the profile."""
    sizes = {style.LETTERHEAD_STYLES[name]: size for name, size in asdict(letterhead.sizes).items()}
    for known in styles.iterchildren(qualified("style")):
        size = sizes.get(str(known.get(qualified("styleId"))))
        if size is not None:
            for tag in ("sz", "szCs"):
                known.find(f"{qualified('rPr')}/{qualified(tag)}").set(qualified("val"), str(round(size * 2)))


def _finish_body_tables(body: etree._Element, printed: Printed, profile: Profile) -> None:
    contents = (part for part in printed.body if isinstance(part, Table))
    for table, content in zip(_tables(body, BODY_TABLE), contents, strict=False):
        _set_widths(table, column_widths(content, profile))
        for row in table.iterchildren(qualified("tr")):
            for cell, alignment in zip(row.iterchildren(qualified("tc")), content.alignments, strict=False):
                for paragraph in _paragraphs(cell, style.TABLE_CELL):
                    paragraph.find(qualified("pPr")).append(element("jc", val=JUSTIFICATION[alignment]))


def _let_split(unit: etree._Element, block: Block, profile: Profile) -> None:
    """Take the mark off rows that no page can hold; programs do not agree on what it then means."""
    if block.height > profile.page.text_height_pt:
        for mark in tuple(unit.iter(qualified("cantSplit"))):
            mark.getparent().remove(mark)


def _bind_to_pages(body: etree._Element, printed: Printed, profile: Profile) -> None:
    blocks = compose_body(printed.body, profile)
    for unit, block in zip(_units(body), blocks, strict=False):
        _let_split(unit, block, profile)
        if block.keep_next:
            for paragraph in unit.iter(qualified("p")):
                paragraph.find(qualified("pPr"))[1:1] = [element("keepNext"), element("keepLines")]


def _units(body: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and table rows of the body, one for each composed block."""
    tables = set(_tables(body, BODY_TABLE))
    for child in body:
        if child in tables:
            yield from child.iterchildren(qualified("tr"))
        elif child.tag == qualified("p") and _style_of(child) in {style.BODY, style.AROUND_TABLE}:
            yield child
