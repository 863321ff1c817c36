"""The body of a Word template, with the tags that are filled: what a clerk sees who opens it."""

from typing import Final

from lxml import etree

from generator import word_styles as style
from generator.layout import AddresseeBlock, HeaderShape, KindLayout, SubjectPlace
from generator.profile import Profile
from generator.template import KindTemplate
from generator.word_package import section
from generator.word_signature import attached_signature, copy_part, signature_table
from generator.word_stamps import circulation_stamp, urgency_stamp
from generator.word_tagged import each, styled, tag, when
from generator.word_xml import cell, element, paragraph, row, table

LETTERHEAD: Final = "tieu_de"
"""The alternative text by which the renderer finds the table again."""


def document_part(profile: Profile, kind: KindTemplate) -> etree._Element:
    """Return the root of ``word/document.xml``."""
    layout = kind.layout
    body = element(
        "body",
        *circulation_stamp(profile),
        _letterhead(profile, layout, (kind.wording.national_name, kind.wording.motto)),
        *urgency_stamp(profile),
        *(_title(profile) if layout.title or layout.subject is SubjectPlace.UNDER_TITLE else ()),
        *(_addressees(profile) if layout.addressee is not AddresseeBlock.NONE else ()),
        tag("{{p noi_dung }}"),
        paragraph(style.SPACER),
        signature_table(profile, kind),
        paragraph(style.END),
        section(profile),
    )
    return element("document", body)


def attached_part(profile: Profile) -> etree._Element:
    """Return the body of a text that a decision issues: a letterhead without number and date (Mẫu 1.3)."""
    bare = KindLayout(header=HeaderShape.NO_DATE, subject=SubjectPlace.NONE)
    return element(
        "body",
        _letterhead(profile, bare, ("{{ quoc_hieu }}", "{{ tieu_ngu }}"), code=False),
        *_title(profile),
        tag("{{p noi_dung }}"),
        *attached_signature(profile),
        paragraph(style.END),
    )


def copy_document_part(profile: Profile) -> etree._Element:
    """Return the root of ``word/document.xml`` of what stands under a copied document."""
    return element("document", element("body", *copy_part(profile), section(profile)))


def _letterhead(
    profile: Profile, layout: KindLayout, nation: tuple[str, str], *, code: bool = True
) -> etree._Element:
    total = profile.page.text_width_pt
    right = profile.letterhead.right_share * total
    widths = (total - right, right)
    names = (
        *each("co_quan_chu_quan", styled(style.PARENT_AGENCY, "{{ dong }}", profile)),
        *each("co_quan_ban_hanh", styled(style.ISSUER, "{{ dong }}", profile)),
        paragraph(style.ISSUER_RULE),
    )
    national = (
        styled(style.NATIONAL_NAME, nation[0], profile),
        styled(style.MOTTO, nation[1], profile),
        paragraph(style.MOTTO_RULE),
    )
    lines: list[tuple[etree._Element, etree._Element]] = []
    if code:
        dated = layout.header is HeaderShape.FULL
        lines.append(
            (
                styled(style.CODE, "{{ so_ky_hieu }}", profile),
                styled(style.PLACE_DATE, "{{ dia_danh_thoi_gian }}", profile)
                if dated
                else paragraph(style.PLACE_DATE),
            )
        )
    if layout.subject is SubjectPlace.UNDER_CODE:
        lines.append((styled(style.SUBJECT, "{{ trich_yeu }}", profile), paragraph(style.SUBJECT)))
    rows = (
        row(cell(widths[0], *names), cell(widths[1], *national)),
        *(row(cell(widths[0], left), cell(widths[1], other)) for left, other in lines),
    )
    return table(LETTERHEAD, widths, rows, padding=0, border=0)


def _title(profile: Profile) -> tuple[etree._Element, ...]:
    return (
        *when("ten_loai", styled(style.TITLE, "{{ ten_loai }}", profile)),
        *when("trich_yeu", styled(style.TITLE_SUBJECT, "{{ trich_yeu }}", profile)),
        *when("kem_theo", styled(style.TITLE_REFERENCE, "{{ kem_theo }}", profile)),
        tag("{%p if ke_duoi_ten %}"),
        paragraph(style.TITLE_RULE),
        tag("{%p endif %}"),
        paragraph(style.TITLE_END),
    )


def _addressees(profile: Profile) -> tuple[etree._Element, ...]:
    """One addressee stands beside the label, several under its colon (II-9d)."""
    one = "{{ kinh_gui_nhan }} {{ kinh_gui[0] }}"
    return (
        tag("{%p if kinh_gui_mot_dong %}"),
        styled(style.ADDRESSEE_CENTRED, one, profile),
        tag("{%p elif kinh_gui | length == 1 %}"),
        styled(style.ADDRESSEE_LONG, one, profile),
        tag("{%p elif kinh_gui %}"),
        styled(style.ADDRESSEE_LABEL, "{{ kinh_gui_nhan }}", profile),
        *each("kinh_gui", styled(style.ADDRESSEE_ITEM, "{{ dong }}", profile)),
        tag("{%p endif %}"),
    )
