"""The fields of a Word template: their names in its tags, and their values in one document."""

from typing import Final

from generator.annex import Annex
from generator.compose_annex import title_lines
from generator.compose_copy import copy_names, copy_widths
from generator.compose_margins import circulation_frame, circulation_left
from generator.compose_signature import broken_title, compose_signature, signature_widths
from generator.compose_title import (
    dash,
    dash_offset,
    fits_centred,
    one_addressee_hanging,
    subject_lines,
    title_rule,
    urgency_frame,
)
from generator.fonts import Face, width
from generator.letterhead import Letterhead
from generator.printed import CopyBlock, Printed, Signature, Title
from generator.profile import Profile, points
from generator.word_lengths import LENGTHS
from generator.word_text import broken, legal
from generator.word_xml import twips

Values = dict[str, object]

TEXTS: Final = frozenset({
    "so_ky_hieu", "dia_danh_thoi_gian", "trich_yeu", "do_khan", "luu_hanh", "ten_loai", "ke_duoi_ten",
    "kem_theo", "kinh_gui_nhan", "kinh_gui_mot_dong", "noi_dung", "noi_nhan_nhan", "chuc_vu_khac", "ho_ten",
    "chuc_vu_khac_trai", "ho_ten_trai",
})  # fmt: skip
LISTS: Final = frozenset({
    "co_quan_chu_quan", "co_quan_ban_hanh", "kinh_gui", "noi_nhan",
    "quyen_han_chuc_vu", "quyen_han_chuc_vu_trai", "dia_chi",
})  # fmt: skip
"""Fields of several lines."""
PIECE_TEXTS: Final = frozenset({
    "quoc_hieu", "tieu_ngu", "hinh_thuc_sao", "so_phu_luc", "ten_phu_luc", "ma_qr", "ma_phieu"
})  # fmt: skip
"""Fields of what the program adds to a template: an issued text, annexes, the block of a copy."""
_EMPTY: Final[Values] = {
    **dict.fromkeys(TEXTS | PIECE_TEXTS, ""),
    **dict.fromkeys(LISTS, ()),
    **dict.fromkeys(LENGTHS, 0),
}
_SURELY_SHORT: Final = 1000
"""Letters that the list of recipients can have without being higher than a page."""


def document_values(printed: Printed, letterhead: Letterhead, profile: Profile, closing: Profile) -> Values:
    """Return the fields of a document but its text; ``closing`` is the profile of its last pages."""
    return {
        **_EMPTY,
        "quoc_hieu": legal(printed.national_name),
        "tieu_ngu": legal(printed.motto),
        "co_quan_chu_quan": _lines(letterhead.parent_lines),
        "co_quan_ban_hanh": _lines(letterhead.issuer_lines),
        "so_ky_hieu": legal(printed.code or ""),
        "dia_danh_thoi_gian": legal(printed.place_date or ""),
        "trich_yeu": legal(printed.subject or ""),
        "dia_chi": _lines(printed.contact),
        **_columns("vt_trai", "vt_phai", (letterhead.left_width, letterhead.right_width)),
        "vt_ke_tieu_ngu": twips((letterhead.right_width - letterhead.motto_rule) / 2),
        "vt_ke_co_quan": twips((letterhead.left_width - letterhead.issuer_rule) / 2),
        **_stamps(printed, profile),
        **(_title(printed.heading, profile) if printed.heading else {}),
        **(_addressees(printed, profile) if printed.addressees else {}),
        **_signatures(printed, closing),
    }


def annex_values(annex: Annex, profile: Profile) -> Values:
    """Return the fields of an annex but its text and its code."""
    return {
        **_EMPTY,
        "so_phu_luc": legal(annex.label),
        "ten_phu_luc": broken(title_lines(annex, profile)),
        "kem_theo": broken(annex.reference),
        "ma_phieu": legal(annex.mark_line or ""),
        "vt_ke_phu_luc": twips((profile.page.text_width_pt - points(profile.annex.rule_mm)) / 2),
    }


def copy_values(copy: CopyBlock, profile: Profile) -> Values:
    """Return the fields of the block that makes a document a copy."""
    left, right = copy_widths(copy, profile)
    names = copy_names(copy, profile)
    rule = profile.rule.share * width(names[-1], Face.BOLD, profile.letterhead_sizes[0].issuer)
    return {
        **_EMPTY,
        "hinh_thuc_sao": legal(copy.form),
        "co_quan_ban_hanh": _lines(names),
        "so_ky_hieu": legal(copy.code),
        "dia_danh_thoi_gian": legal(copy.place_date),
        "noi_nhan_nhan": legal(copy.recipients_label),
        "noi_nhan": _lines(copy.recipients),
        **_signature(copy.signature, broken_title(copy.signature, right, profile)),
        **_columns("vt_sao_trai", "vt_sao_phai", (left, right)),
        "vt_ke_co_quan": twips((left - rule) / 2),
    }


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(legal, lines))


def _columns(left: str, right: str, widths: tuple[float, float]) -> Values:
    whole, first = twips(sum(widths)), twips(widths[0])
    return {left: first, right: whole - first, f"{left}_ca": whole}


def _stamps(printed: Printed, profile: Profile) -> Values:
    made: Values = {}
    if printed.urgency is not None:
        frame = twips(points(urgency_frame(printed, profile).width_mm))
        made |= {"do_khan": legal(printed.urgency.words), "vt_khan": frame, "vt_khan_ca": frame}
    if printed.circulation is not None:
        frame = twips(points(circulation_frame(printed, profile).width_mm))
        made |= {
            "luu_hanh": legal(printed.circulation.words),
            "vt_luu_hanh": frame,
            "vt_luu_hanh_ca": frame,
            "vt_luu_hanh_tu": twips(circulation_left(printed, profile)),
        }
    return made


def _title(title: Title, profile: Profile) -> Values:
    return {
        "ten_loai": legal(title.name or ""),
        "trich_yeu": broken(subject_lines(title, profile)),
        "kem_theo": broken(title.reference),
        "ke_duoi_ten": title.has_rule,
        "vt_ke_ten_loai": twips((profile.page.text_width_pt - title_rule(title, profile)) / 2),
    }


def _addressees(printed: Printed, profile: Profile) -> Values:
    label, hanging = printed.addressee_label, dash(profile.addressee.size_pt)
    beside = one_addressee_hanging(label, profile)
    return {
        "kinh_gui_nhan": legal(label),
        "kinh_gui": _lines(printed.addressees),
        "kinh_gui_mot_dong": len(printed.addressees) == 1 and fits_centred(printed, profile),
        "vt_gach": twips(dash_offset(label, profile) + hanging),
        "vt_gach_treo": twips(hanging),
        "vt_kinh_gui": twips(points(profile.addressee.indent_mm) + beside),
        "vt_kinh_gui_treo": twips(beside),
    }


def _signatures(printed: Printed, profile: Profile) -> Values:
    left, right = signature_widths(printed, profile)
    made: Values = {
        "noi_nhan_nhan": legal(printed.recipients_label),
        "noi_nhan": _lines(printed.recipients),
        "vt_ky_lien": _fits_page(printed, profile),
        **_columns("vt_ky_trai", "vt_ky_phai", (left, right)),
    }
    titles = [broken_title(one, right, profile) for one in printed.signatures]
    level = max(map(len, titles), default=0)
    for side, one, title in zip(("", "_trai"), printed.signatures[::-1], titles[::-1], strict=False):
        made |= _signature(one, (*title, *[""] * (level - len(title))), side)
    return made


def _signature(signature: Signature, title: tuple[str, ...], side: str = "") -> Values:
    """Return the fields of one side; two titles are given as many lines, so that the names stand level."""
    return {
        f"quyen_han_chuc_vu{side}": _lines(title),
        f"chuc_vu_khac{side}": legal(signature.other_title or ""),
        f"ho_ten{side}": legal(signature.name),
    }


def _fits_page(printed: Printed, profile: Profile) -> bool:
    if (
        sum(map(len, printed.recipients)) <= _SURELY_SHORT
        and len(printed.recipients) < profile.recipients.size_pt
    ):
        return True
    blocks = compose_signature(printed, profile)
    return all(block.height <= profile.page.text_height_pt for block in blocks)
