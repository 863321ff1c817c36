"""The paragraph styles of the Word templates, from the profile; their names are the trade's, in ASCII."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from generator.compose import colon_offset, dash
from generator.fonts import Face, width
from generator.profile import Profile, points
from generator.template import Wording
from generator.word_xml import JUSTIFICATION, element, fonts, twips

NATIONAL_NAME: Final = "QuocHieu"
MOTTO: Final = "TieuNgu"
MOTTO_RULE: Final = "KeTieuNgu"
PARENT_AGENCY: Final = "CoQuanChuQuan"
ISSUER: Final = "CoQuanBanHanh"
ISSUER_RULE: Final = "KeCoQuan"
CODE: Final = "SoKyHieu"
PLACE_DATE: Final = "DiaDanhThoiGian"
SUBJECT: Final = "TrichYeu"
ADDRESSEE_CENTRED: Final = "KinhGui"
ADDRESSEE_LONG: Final = "KinhGuiDai"
ADDRESSEE_LABEL: Final = "KinhGuiNhan"
ADDRESSEE_ITEM: Final = "KinhGuiDong"
BODY: Final = "NoiDung"
AROUND_TABLE: Final = "QuanhBang"
TABLE_CELL: Final = "OBang"
TABLE_HEADING: Final = "TieuDeBang"
SPACER: Final = "TruocChuKy"
RECIPIENTS_LABEL: Final = "NoiNhanNhan"
RECIPIENT: Final = "NoiNhan"
SIGNATORY: Final = "QuyenHanChucVu"
SIGNER: Final = "HoTen"
PAGE_NUMBER: Final = "SoTrang"
END: Final = "KetThuc"
BOLD: Final = frozenset({NATIONAL_NAME, MOTTO, ISSUER, TABLE_HEADING, RECIPIENTS_LABEL, SIGNATORY, SIGNER})
LETTERHEAD_STYLES: Final = {
    "national_name": NATIONAL_NAME,
    "motto": MOTTO,
    "parent_agency": PARENT_AGENCY,
    "issuer": ISSUER,
    "code": CODE,
    "place_date": PLACE_DATE,
    "subject": SUBJECT,
}
"""The style that carries each size of the letterhead."""
ITALIC: Final = frozenset({PLACE_DATE, RECIPIENTS_LABEL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style; lengths in points."""

    id: str
    size: float
    align: str = "center"
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    first: float = 0.0
    exact: float | None = None
    """Height of its line when it is not single spaced."""
    rule: float | None = None
    """Thickness of a line under it."""
    keep_next: bool = False


def styles(profile: Profile, wording: Wording) -> tuple[Style, ...]:
    """Return every style of a template."""
    number = profile.page_number
    return (
        *_letterhead_styles(profile),
        *_addressee_styles(profile, wording),
        *_body_styles(profile),
        *_ending_styles(profile),
        Style(id=PAGE_NUMBER, size=number.size_pt, align=JUSTIFICATION[number.alignment]),
    )


def _letterhead_styles(profile: Profile) -> tuple[Style, ...]:
    sizes, grid, rule = profile.letterhead_sizes[0], profile.letterhead, profile.rule
    return (
        Style(id=NATIONAL_NAME, size=sizes.national_name),
        Style(id=MOTTO, size=sizes.motto),
        Style(id=MOTTO_RULE, size=1, exact=rule.gap_pt, rule=rule.thickness_pt),
        Style(id=PARENT_AGENCY, size=sizes.parent_agency),
        Style(id=ISSUER, size=sizes.issuer),
        Style(id=ISSUER_RULE, size=1, exact=rule.gap_pt, rule=rule.thickness_pt),
        Style(id=CODE, size=sizes.code, before=grid.row_gap_pt),
        Style(id=PLACE_DATE, size=sizes.place_date, before=grid.row_gap_pt),
        Style(id=SUBJECT, size=sizes.subject, before=grid.subject_gap_pt),
    )


def _addressee_styles(profile: Profile, wording: Wording) -> tuple[Style, ...]:
    rules, size = profile.addressee, profile.addressee.size_pt
    hanging = width(f"{wording.addressee_label} ", Face.REGULAR, size)
    indent = points(rules.indent_mm)
    item = colon_offset(wording.addressee_label, profile) + dash(size)
    before = rules.before_pt
    return (
        Style(id=ADDRESSEE_CENTRED, size=size, before=before),
        Style(
            id=ADDRESSEE_LONG, size=size, align="left", before=before, left=indent + hanging, first=-hanging
        ),
        Style(id=ADDRESSEE_LABEL, size=size, align="left", before=before, left=indent, keep_next=True),
        Style(
            id=ADDRESSEE_ITEM, size=size, align="left", before=rules.line_gap_pt, left=item, first=-dash(size)
        ),
    )


def _body_styles(profile: Profile) -> tuple[Style, ...]:
    body, table = profile.body, profile.table
    indent = points(body.first_line_indent_mm)
    gap = table.row_gap_pt
    return (
        Style(id=BODY, size=body.size_pt, align="both", before=body.before_pt, first=indent),
        Style(id=AROUND_TABLE, size=1, exact=table.around_pt),
        Style(id=TABLE_CELL, size=table.size_pt, align="left", before=gap, after=gap),
        Style(id=TABLE_HEADING, size=table.size_pt, before=gap, after=gap, keep_next=True),
    )


def _ending_styles(profile: Profile) -> tuple[Style, ...]:
    signature, recipients = profile.signature, profile.recipients
    hanging = dash(recipients.size_pt)
    return (
        Style(id=SPACER, size=1, exact=signature.before_pt, keep_next=True),
        Style(id=RECIPIENTS_LABEL, size=recipients.label_pt, align="left"),
        Style(id=RECIPIENT, size=recipients.size_pt, align="left", left=hanging, first=-hanging),
        Style(id=END, size=1, exact=1),
        Style(id=SIGNATORY, size=signature.size_pt),
        Style(id=SIGNER, size=signature.size_pt, before=points(signature.space_mm)),
    )


def styles_part(profile: Profile, wording: Wording) -> etree._Element:
    """Return the root of ``word/styles.xml``."""
    defaults = element(
        "docDefaults",
        element(
            "rPrDefault",
            element("rPr", fonts(profile.font), *_size(profile.body.size_pt), _language(profile)),
        ),
        element(
            "pPrDefault", element("pPr", element("spacing", before=0, after=0, line=240, lineRule="auto"))
        ),
    )
    normal = element(
        "style",
        element("name", val="Normal"),
        element("qFormat"),
        type="paragraph",
        default="1",
        styleId="Normal",
    )
    return element(
        "styles", defaults, normal, *(style_element(style, profile) for style in styles(profile, wording))
    )


def style_element(style: Style, profile: Profile) -> etree._Element:
    """Build the definition of one style."""
    return element(
        "style",
        element("name", val=style.id),
        element("basedOn", val="Normal"),
        element("qFormat"),
        _paragraph_properties(style, profile),
        _run_properties(style, profile),
        type="paragraph",
        customStyle="1",
        styleId=style.id,
    )


def _paragraph_properties(style: Style, profile: Profile) -> etree._Element:
    made = element("pPr")
    if style.keep_next:
        made.append(element("keepNext"))
    made.append(element("widowControl"))
    if style.rule is not None:
        made.append(
            element("pBdr", element("bottom", val="single", sz=style.rule * 8, space=0, color="000000"))
        )
    line, kind = (
        (profile.line_spacing * 240, "auto") if style.exact is None else (twips(style.exact), "exact")
    )
    before, after = twips(style.before), twips(style.after)
    made.append(element("spacing", before=before, after=after, line=line, lineRule=kind))
    first = "hanging" if style.first < 0 else "firstLine"
    made.append(element("ind", left=twips(style.left), **{first: twips(abs(style.first))}))
    made.append(element("jc", val=style.align))
    return made


def _run_properties(style: Style, profile: Profile) -> etree._Element:
    made = element("rPr", fonts(profile.font))
    for wanted, names in ((style.id in BOLD, ("b", "bCs")), (style.id in ITALIC, ("i", "iCs"))):
        made.extend(element(name) for name in names if wanted)
    made.extend((element("color", val="000000"), *_size(style.size), _language(profile)))
    return made


def _language(profile: Profile) -> etree._Element:
    return element("lang", val=profile.language, eastAsia=profile.language, bidi=profile.language)


def _size(size: float) -> tuple[etree._Element, etree._Element]:
    return element("sz", val=size * 2), element("szCs", val=size * 2)
