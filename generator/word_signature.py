"""Recipients and signatures in a Word template, and the block that makes a document a copy."""

from typing import Final

from lxml import etree

from generator import word_styles as style
from generator.profile import Profile
from generator.template import KindTemplate
from generator.word_tagged import each, styled, tag, when
from generator.word_xml import cell, element, paragraph, row, table

SIGNATURE: Final = "chu_ky"
COPY: Final = "ban_sao"
COPY_SIGNATURE: Final = "chu_ky_ban_sao"
"""Alternative texts by which the renderer finds the tables again."""
_LEFT: Final = "_trai"
"""What the fields of the left one of two signatories end with."""


def signature_table(profile: Profile, kind: KindTemplate) -> etree._Element:
    """Build recipients and signature side by side, or two signatures above the recipients."""
    recipients = _recipients(profile) if kind.layout.recipients else ()
    if not kind.description.sides:
        return _pair(SIGNATURE, recipients, _signatory(profile), profile)
    half = profile.page.text_width_pt / 2
    below = (paragraph(style.SPACER), *recipients, paragraph(style.END)) if recipients else ()
    only = row(cell(half, *_signatory(profile, _LEFT), *below), cell(half, *_signatory(profile)))
    return table(SIGNATURE, (half, half), (only,), padding=0, border=0)


def copy_part(profile: Profile) -> etree._Element:
    """Return the body of the block under a copied text (PL1-P2-II)."""
    total = profile.page.text_width_pt
    right = profile.letterhead.right_share * total
    left = total - right
    names = (
        *each("co_quan_ban_hanh", styled(style.ISSUER, "{{ dong }}", profile)),
        paragraph(style.ISSUER_RULE),
    )
    code = styled(style.CODE, "{{ so_ky_hieu }}", profile)
    dated = styled(style.PLACE_DATE, "{{ dia_danh_thoi_gian }}", profile)
    rows = (
        row(cell(left, *names), cell(right, styled(style.COPY_FORM, "{{ hinh_thuc_sao }}", profile))),
        row(cell(left, code), cell(right, dated)),
    )
    return element(
        "body",
        paragraph(style.COPY_RULE),
        table(COPY, (left, right), rows, padding=0, border=0),
        paragraph(style.SPACER),
        _pair(COPY_SIGNATURE, _recipients(profile), _signatory(profile), profile),
        paragraph(style.END),
    )


def attached_signature(profile: Profile) -> tuple[etree._Element, ...]:
    """Build the signature of a text that a decision issues; mostly there is none."""
    pair = _pair(SIGNATURE, (), _signatory(profile), profile)
    return when("ho_ten", paragraph(style.SPACER), pair, paragraph(style.END))


def _pair(
    caption: str, left: tuple[etree._Element, ...], right: tuple[etree._Element, ...], profile: Profile
) -> etree._Element:
    total = profile.page.text_width_pt
    wide = profile.signature.right_share * total
    cells = cell(total - wide, *(left or (paragraph(style.RECIPIENT),))), cell(wide, *right)
    return table(caption, (total - wide, wide), (row(*cells),), padding=0, border=0)


def _recipients(profile: Profile) -> tuple[etree._Element, ...]:
    return (
        *when("noi_nhan", styled(style.RECIPIENTS_LABEL, "{{ noi_nhan_nhan }}", profile)),
        *each("noi_nhan", styled(style.RECIPIENT, "{{ dong }}", profile)),
        tag("{%p if not noi_nhan %}"),
        paragraph(style.RECIPIENT),
        tag("{%p endif %}"),
    )


def _signatory(profile: Profile, side: str = "") -> tuple[etree._Element, ...]:
    other = f"chuc_vu_khac{side}"
    return (
        *each(f"quyen_han_chuc_vu{side}", styled(style.SIGNATORY, "{{ dong }}", profile)),
        paragraph(style.SIGNATURE_SPACE),
        *when(other, styled(style.OTHER_TITLE, f"{{{{ {other} }}}}", profile)),
        styled(style.SIGNER, f"{{{{ ho_ten{side} }}}}", profile),
    )
