"""The body and header of a Word template, with the tags that docxtpl fills."""

from typing import Final

from lxml import etree

from generator import word_styles as style
from generator.fonts import Face
from generator.profile import Band, Profile, points
from generator.template import Wording
from generator.word_package import BAND_ID
from generator.word_xml import RELATIONSHIPS, cell, element, paragraph, row, table, text_run, twips

LETTERHEAD: Final = "tieu_de"
BODY_TABLE: Final = "bang"
SIGNATURE: Final = "chu_ky"
"""Captions by which the renderer finds the tables again."""
FACE_TAGS: Final = {
    Face.BOLD: "dam",
    Face.ITALIC: "nghieng",
    Face.BOLD_ITALIC: "dam_nghieng",
    Face.REGULAR: "thuong",
}
_BAND_ROOTS: Final = {Band.HEADER: "hdr", Band.FOOTER: "ftr"}


def document_part(profile: Profile, wording: Wording) -> etree._Element:
    """Return the root of ``word/document.xml``."""
    body = element(
        "body",
        _letterhead(profile, wording),
        *_addressees(profile, wording),
        *_body(profile),
        paragraph(style.SPACER),
        _signature(profile, wording),
        paragraph(style.END),
        _section(profile),
    )
    return element("document", body)


def page_number_part(profile: Profile) -> etree._Element:
    """Return the root of ``word/header1.xml`` or ``word/footer1.xml``: the page number."""
    field = element("fldSimple", text_run("2", profile.font), instr=" PAGE ")
    return element(_BAND_ROOTS[profile.page_number.band], paragraph(style.PAGE_NUMBER, field))


def _letterhead(profile: Profile, wording: Wording) -> etree._Element:
    total = profile.page.text_width_pt
    right = profile.letterhead.right_share * total
    widths = (total - right, right)
    names = (
        *_each("co_quan_chu_quan", _styled(style.PARENT_AGENCY, "{{ dong }}", profile)),
        *_each("co_quan_ban_hanh", _styled(style.ISSUER, "{{ dong }}", profile)),
        paragraph(style.ISSUER_RULE),
    )
    national = (
        _styled(style.NATIONAL_NAME, wording.national_name, profile),
        _styled(style.MOTTO, wording.motto, profile),
        paragraph(style.MOTTO_RULE),
    )
    code = _styled(style.CODE, "{{ so_ky_hieu }}", profile)
    place_date = _styled(style.PLACE_DATE, "{{ dia_danh_thoi_gian }}", profile)
    subject = _styled(style.SUBJECT, "{{ trich_yeu }}", profile)
    rows = (
        row(cell(widths[0], *names), cell(widths[1], *national)),
        row(cell(widths[0], code), cell(widths[1], place_date)),
        row(cell(widths[0], subject), cell(widths[1], paragraph(style.SUBJECT))),
    )
    return table(LETTERHEAD, widths, rows, padding=0, border=0)


def _addressees(profile: Profile, wording: Wording) -> tuple[etree._Element, ...]:
    label = wording.addressee_label
    return (
        _tag("if kinh_gui_mot_dong"),
        _styled(style.ADDRESSEE_CENTRED, f"{label} {{{{ kinh_gui[0] }}}}", profile),
        _tag("elif kinh_gui | length == 1"),
        _styled(style.ADDRESSEE_LONG, f"{label} {{{{ kinh_gui[0] }}}}", profile),
        _tag("else"),
        _styled(style.ADDRESSEE_LABEL, label, profile),
        *_each("kinh_gui", _styled(style.ADDRESSEE_ITEM, "{{ dong }}", profile)),
        _tag("endif"),
    )


def _body(profile: Profile) -> tuple[etree._Element, ...]:
    return (
        _tag("for phan in noi_dung"),
        _tag("if phan.bang"),
        paragraph(style.AROUND_TABLE),
        _table(profile),
        paragraph(style.AROUND_TABLE),
        _tag("else"),
        paragraph(style.BODY, *_runs("phan.doan", profile)),
        _tag("endif"),
        _tag("endfor"),
    )


def _table(profile: Profile) -> etree._Element:
    whole = profile.page.text_width_pt
    heading = paragraph(style.TABLE_HEADING, *_runs("o", profile))
    content = paragraph(style.TABLE_CELL, *_runs("o", profile))
    rows = (
        row(*_cells("phan.bang[0]", heading, whole), heading=True),
        _tag_row("for hang in phan.bang[1:]", whole),
        row(*_cells("hang", content, whole)),
        _tag_row("endfor", whole),
    )
    padding = points(profile.table.padding_mm)
    return table(BODY_TABLE, (whole,), rows, padding=padding, border=profile.table.border_pt)


def _signature(profile: Profile, wording: Wording) -> etree._Element:
    total = profile.page.text_width_pt
    right = profile.signature.right_share * total
    recipients = (
        _styled(style.RECIPIENTS_LABEL, wording.recipients_label, profile),
        *_each("noi_nhan", _styled(style.RECIPIENT, "{{ dong }}", profile)),
    )
    signatory = (
        *_each("quyen_han_chuc_vu", _styled(style.SIGNATORY, "{{ dong }}", profile)),
        _styled(style.SIGNER, "{{ ho_ten }}", profile),
    )
    only = row(cell(total - right, *recipients), cell(right, *signatory))
    return table(SIGNATURE, (total - right, right), (only,), padding=0, border=0)


def _section(profile: Profile) -> etree._Element:
    page, number = profile.page, profile.page_number
    reference = element(f"{number.band}Reference", type="default")
    reference.set(f"{{{RELATIONSHIPS}}}id", BAND_ID)
    edges = {band: points(number.from_edge_mm) if band is number.band else 0.0 for band in Band}
    return element(
        "sectPr",
        reference,
        element("pgSz", w=twips(points(page.width_mm)), h=twips(points(page.height_mm))),
        element(
            "pgMar",
            top=twips(points(page.top_mm)),
            right=twips(points(page.right_mm)),
            bottom=twips(points(page.bottom_mm)),
            left=twips(points(page.left_mm)),
            header=twips(edges[Band.HEADER]),
            footer=twips(edges[Band.FOOTER]),
            gutter=0,
        ),
        element("titlePg"),
    )


def _styled(name: str, text: str, profile: Profile) -> etree._Element:
    """Build a paragraph whose run repeats the look of its style, for readers that see runs only."""
    bold, italic = name in style.BOLD, name in style.ITALIC
    return paragraph(name, text_run(text, profile.font, bold=bold, italic=italic))


def _tag(control: str) -> etree._Element:
    """Build a paragraph that docxtpl replaces by a control tag."""
    return element("p", _tag_run(f"{{%p {control} %}}"))


def _tag_run(text: str) -> etree._Element:
    written = element("t")
    written.text = text
    return element("r", written)


def _tag_row(control: str, width: float) -> etree._Element:
    return element("tr", cell(width, element("p", _tag_run(f"{{%tr {control} %}}"))))


def _each(names: str, content: etree._Element) -> tuple[etree._Element, ...]:
    return (_tag(f"for dong in {names}"), content, _tag("endfor"))


def _cells(names: str, content: etree._Element, width: float) -> tuple[etree._Element, ...]:
    begin, end = f"{{%tc for o in {names} %}}", "{%tc endfor %}"
    return (
        cell(width, element("p", _tag_run(begin))),
        cell(width, content),
        cell(width, element("p", _tag_run(end))),
    )


def _runs(names: str, profile: Profile) -> tuple[etree._Element, ...]:
    """Build the loop over styled pieces of text; each piece says whether it is bold or italic."""
    made = [_tag_run(f"{{%r for manh in {names} %}}")]
    for count, (face, tag) in enumerate(FACE_TAGS.items()):
        control = "if" if count == 0 else "elif"
        made.append(_tag_run(f"{{%r {control} manh.kieu == '{tag}' %}}"))
        bold, italic = face in {Face.BOLD, Face.BOLD_ITALIC}, face in {Face.ITALIC, Face.BOLD_ITALIC}
        made.append(text_run("{{ manh.chu }}", profile.font, bold=bold, italic=italic))
    return (*made, _tag_run("{%r endif %}"), _tag_run("{%r endfor %}"))
