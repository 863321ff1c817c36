"""The lengths in a Word template that depend on its words: put in as fields of the program's own.

A table is known by its alternative text, a drawn line and an indented list by its style. What an office took
out of its template is left alone.
"""

from typing import Final

from lxml import etree

from generator import word_styles as style
from generator.word_document import LETTERHEAD
from generator.word_signature import COPY, COPY_SIGNATURE, SIGNATURE
from generator.word_stamps import CIRCULATION, URGENCY
from generator.word_tags import TaggedPart
from generator.word_xml import element, qualified
from generator.word_xml import paragraph as styled_paragraph

TABLES: Final = {
    LETTERHEAD: ("vt_trai", "vt_phai"),
    SIGNATURE: ("vt_ky_trai", "vt_ky_phai"),
    COPY: ("vt_sao_trai", "vt_sao_phai"),
    COPY_SIGNATURE: ("vt_sao_trai", "vt_sao_phai"),
    URGENCY: ("vt_khan",),
    CIRCULATION: ("vt_luu_hanh",),
}
"""The fields that hold the widths of the columns of each table."""
RULES: Final = {
    style.MOTTO_RULE: "vt_ke_tieu_ngu",
    style.ISSUER_RULE: "vt_ke_co_quan",
    style.TITLE_RULE: "vt_ke_ten_loai",
    style.ANNEX_RULE: "vt_ke_phu_luc",
}
"""Empty paragraphs with a border, indented on both sides until it has its length."""
ITEMS: Final = {
    style.ADDRESSEE_ITEM: ("vt_gach", "vt_gach_treo"),
    style.ADDRESSEE_LONG: ("vt_kinh_gui", "vt_kinh_gui_treo"),
}
"""Where lines begin, and how far the first one is set out."""
CIRCULATION_LEFT: Final = "vt_luu_hanh_tu"
WHOLE: Final = "vt_ky_lien"
CLOSING: Final = "vt_muc"
ENDING: Final = "vt_cuoi"
LENGTHS: Final = frozenset({
    *(name for names in TABLES.values() for name in names),
    *(f"{name}_ca" for names in TABLES.values() for name in names[:1]),
    *RULES.values(),
    *(name for names in ITEMS.values() for name in names),
    CIRCULATION_LEFT,
    WHOLE,
    CLOSING,
    ENDING,
})  # fmt: skip
_AFTER_INDENT: Final = frozenset(
    map(
        qualified,
        (
            "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
            "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
        ),
    )
)  # fmt: skip


def hold_lengths(part: TaggedPart) -> None:
    """Put the fields of all lengths into a part."""
    for table in part.root.iter(qualified("tbl")):
        caption = table.find(f"{qualified('tblPr')}/{qualified('tblCaption')}")
        known = None if caption is None else str(caption.get(qualified("val")))
        if known in TABLES:
            _hold_widths(table, TABLES[known], part)
        if known == SIGNATURE:
            _hold_whole(table, part)
        if known == CIRCULATION:
            for place in table.iter(qualified("tblpPr")):
                place.set(qualified("tblpX"), part.hold(f"{{{{ {CIRCULATION_LEFT} }}}}"))
    for paragraph in part.root.iter(qualified("p")):
        _hold_indent(paragraph, part)


def hold_section(body: etree._Element, part: TaggedPart) -> etree._Element | None:
    """Take the section out of a body; what follows the text, and its last section, come in its place."""
    section = body.find(qualified("sectPr"))
    if section is not None:
        body.remove(section)
    if not len(body) or body[-1].tag != qualified("p") or (body[-1].tail or "").strip():
        body.append(styled_paragraph(style.END))
    _append_text(_properties(body[-1]), part.hold(f"{{{{ {CLOSING} }}}}"))
    body[-1].tail = part.hold(f"{{{{ {ENDING} }}}}")
    return section


def _hold_widths(table: etree._Element, fields: tuple[str, ...], part: TaggedPart) -> None:
    held = [part.hold(f"{{{{ {field} }}}}") for field in fields]
    for width in table.findall(f"{qualified('tblPr')}/{qualified('tblW')}"):
        width.set(qualified("w"), part.hold(f"{{{{ {fields[0]}_ca }}}}"))
        width.set(qualified("type"), "dxa")
    for grid in table.findall(qualified("tblGrid")):
        grid[:] = [element("gridCol", w=width) for width in held]
    for row in table.iterchildren(qualified("tr")):
        cells = row.findall(qualified("tc"))
        for cell, width in zip(cells, held, strict=False) if len(cells) == len(held) else ():
            for measured in cell.findall(f"{qualified('tcPr')}/{qualified('tcW')}"):
                measured.set(qualified("w"), width)
                measured.set(qualified("type"), "dxa")


def _hold_whole(table: etree._Element, part: TaggedPart) -> None:
    """Let a row that no page can hold be split: programs do not agree on what the mark then means."""
    for mark in list(table.iter(qualified("cantSplit"))):
        parent, before = mark.getparent(), mark.getprevious()
        begin = part.hold(f"{{% if {WHOLE} %}}")
        if before is None:
            parent.text = (parent.text or "") + begin
        else:
            before.tail = (before.tail or "") + begin
        mark.tail = part.hold("{% endif %}") + (mark.tail or "")


def _hold_indent(paragraph: etree._Element, part: TaggedPart) -> None:
    name = paragraph.find(f"{qualified('pPr')}/{qualified('pStyle')}")
    known = None if name is None else str(name.get(qualified("val")))
    if known in RULES:
        side = part.hold(f"{{{{ {RULES[known]} }}}}")
        _set_indent(paragraph, element("ind", left=side, right=side, firstLine=0))
    elif known in ITEMS:
        left, hanging = (part.hold(f"{{{{ {field} }}}}") for field in ITEMS[known])
        _set_indent(paragraph, element("ind", left=left, hanging=hanging))


def _set_indent(paragraph: etree._Element, indent: etree._Element) -> None:
    properties = _properties(paragraph)
    for known in properties.findall(qualified("ind")):
        properties.remove(known)
    following = next((child for child in properties if child.tag in _AFTER_INDENT), None)
    if following is None:
        properties.append(indent)
    else:
        following.addprevious(indent)


def _properties(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(qualified("pPr"))
    if found is None:
        found = element("pPr")
        paragraph.insert(0, found)
    return found


def _append_text(parent: etree._Element, letters: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + letters
    else:
        parent.text = (parent.text or "") + letters
