"""The paragraph styles of the Word templates, from the profile; their names are the trade's, in ASCII."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.fonts import Face, width
from generator.profile import Profile, points
from generator.word_xml import JUSTIFICATION

NATIONAL_NAME: Final = "QuocHieu"
MOTTO: Final = "TieuNgu"
MOTTO_RULE: Final = "KeTieuNgu"
PARENT_AGENCY: Final = "CoQuanChuQuan"
ISSUER: Final = "CoQuanBanHanh"
ISSUER_RULE: Final = "KeCoQuan"
CODE: Final = "SoKyHieu"
PLACE_DATE: Final = "DiaDanhThoiGian"
SUBJECT: Final = "TrichYeu"
URGENCY: Final = "DoKhan"
URGENCY_GAP: Final = "TruocDoKhan"
CIRCULATION: Final = "LuuHanh"
TITLE: Final = "TenLoai"
TITLE_SUBJECT: Final = "TrichYeuTenLoai"
TITLE_REFERENCE: Final = "KemTheo"
TITLE_RULE: Final = "KeTenLoai"
TITLE_END: Final = "SauTenLoai"
ADDRESSEE_CENTRED: Final = "KinhGui"
ADDRESSEE_LONG: Final = "KinhGuiDai"
ADDRESSEE_LABEL: Final = "KinhGuiNhan"
ADDRESSEE_ITEM: Final = "KinhGuiDong"
BODY: Final = "NoiDung"
BASIS: Final = "CanCu"
AUTHORITY: Final = "ThamQuyen"
OPERATIVE: Final = "MenhLenh"
HEADING_NUMBER: Final = "SoDeMuc"
HEADING_TITLE: Final = "TenDeMuc"
ARTICLE: Final = "Dieu"
CLAUSE: Final = "Khoan"
AROUND_TABLE: Final = "QuanhBang"
TABLE_CELL: Final = "OBang"
TABLE_HEADING: Final = "TieuDeBang"
TABLE_TITLE: Final = "TenBang"
SPACER: Final = "TruocChuKy"
RECIPIENTS_LABEL: Final = "NoiNhanNhan"
RECIPIENT: Final = "NoiNhan"
SIGNATORY: Final = "QuyenHanChucVu"
SIGNATURE_SPACE: Final = "KhoangKy"
OTHER_TITLE: Final = "ChucVuKhac"
SIGNER: Final = "HoTen"
ANNEX_LABEL: Final = "PhuLuc"
ANNEX_TITLE: Final = "TenPhuLuc"
ANNEX_REFERENCE: Final = "KemTheoPhuLuc"
ANNEX_RULE: Final = "KePhuLuc"
MARK_CODE: Final = "MaQR"
MARK: Final = "MaPhieu"
COPY_RULE: Final = "KeBanSao"
COPY_FORM: Final = "HinhThucSao"
CONTACT_RULE: Final = "KeDiaChi"
CONTACT: Final = "DiaChi"
PAGE_NUMBER: Final = "SoTrang"
END: Final = "KetThuc"
BOLD: Final = frozenset({
    NATIONAL_NAME, MOTTO, ISSUER, URGENCY, CIRCULATION, TITLE, TITLE_SUBJECT, AUTHORITY, OPERATIVE,
    HEADING_NUMBER, HEADING_TITLE, ARTICLE, CLAUSE, TABLE_HEADING, TABLE_TITLE, RECIPIENTS_LABEL,
    SIGNATORY, OTHER_TITLE, SIGNER, ANNEX_LABEL, ANNEX_TITLE, COPY_FORM,
})  # fmt: skip
ITALIC: Final = frozenset({PLACE_DATE, TITLE_REFERENCE, ANNEX_REFERENCE, RECIPIENTS_LABEL})
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
    rule_above: float | None = None
    keep_next: bool = False
    italic: bool = False
    colour: str = "000000"

    @property
    def is_bold(self) -> bool:
        """Whether its text is bold."""
        return self.id in BOLD

    @property
    def is_italic(self) -> bool:
        """Whether its text is italic."""
        return self.italic or self.id in ITALIC


def styles(profile: Profile) -> tuple[Style, ...]:
    """Return every style of a template."""
    number = profile.page_number
    return (
        *_letterhead_styles(profile),
        *_stamp_styles(profile),
        *_title_styles(profile),
        *_addressee_styles(profile),
        *_body_styles(profile),
        *_table_styles(profile),
        *_ending_styles(profile),
        *_annex_styles(profile),
        *_copy_styles(profile),
        Style(id=PAGE_NUMBER, size=number.size_pt, align=JUSTIFICATION[number.alignment]),
        Style(id=END, size=1, exact=1),
    )


def _letterhead_styles(profile: Profile) -> Iterator[Style]:
    sizes, grid, rule = profile.letterhead_sizes[0], profile.letterhead, profile.rule
    yield Style(id=NATIONAL_NAME, size=sizes.national_name)
    yield Style(id=MOTTO, size=sizes.motto)
    yield Style(id=MOTTO_RULE, size=1, exact=rule.gap_pt, rule=rule.thickness_pt)
    yield Style(id=PARENT_AGENCY, size=sizes.parent_agency)
    yield Style(id=ISSUER, size=sizes.issuer)
    yield Style(id=ISSUER_RULE, size=1, exact=rule.gap_pt, rule=rule.thickness_pt)
    yield Style(id=CODE, size=sizes.code, before=grid.row_gap_pt)
    yield Style(id=PLACE_DATE, size=sizes.place_date, before=grid.row_gap_pt)
    yield Style(id=SUBJECT, size=sizes.subject, before=grid.subject_gap_pt)


def _stamp_styles(profile: Profile) -> Iterator[Style]:
    urgency, circulation = profile.urgency, profile.circulation
    yield Style(id=URGENCY_GAP, size=1, exact=urgency.before_pt)
    yield Style(id=URGENCY, size=urgency.size_pt, colour=urgency.colour)
    yield Style(id=CIRCULATION, size=circulation.size_pt)


def _title_styles(profile: Profile) -> Iterator[Style]:
    rules, rule = profile.title, profile.rule
    yield Style(id=TITLE, size=rules.size_pt, before=rules.before_pt, keep_next=True)
    yield Style(id=TITLE_SUBJECT, size=rules.subject_pt, keep_next=True)
    yield Style(id=TITLE_REFERENCE, size=rules.subject_pt, keep_next=True)
    yield Style(id=TITLE_RULE, size=1, exact=rule.gap_pt, rule=rule.thickness_pt, keep_next=True)
    yield Style(id=TITLE_END, size=1, exact=rules.after_pt, keep_next=True)


def _addressee_styles(profile: Profile) -> Iterator[Style]:
    rules, size = profile.addressee, profile.addressee.size_pt
    indent, before = points(rules.indent_mm), rules.before_pt
    yield Style(id=ADDRESSEE_CENTRED, size=size, before=before)
    yield Style(id=ADDRESSEE_LONG, size=size, align="left", before=before, left=indent)
    yield Style(id=ADDRESSEE_LABEL, size=size, align="left", before=before, left=indent, keep_next=True)
    yield Style(id=ADDRESSEE_ITEM, size=size, align="left", before=rules.line_gap_pt, left=indent)


def _body_styles(profile: Profile) -> Iterator[Style]:
    body, heading = profile.body, profile.heading
    size, before, first = body.size_pt, body.before_pt, points(body.first_line_indent_mm)
    yield Style(id=BODY, size=size, align="both", before=before, first=first)
    yield Style(id=BASIS, size=size, align="both", before=before, first=first, italic=profile.basis.italic)
    for banner in (AUTHORITY, OPERATIVE):
        yield Style(id=banner, size=profile.banner.size_pt, before=profile.banner.before_pt, keep_next=True)
    yield Style(id=HEADING_NUMBER, size=heading.size_pt, before=heading.before_pt, keep_next=True)
    yield Style(id=HEADING_TITLE, size=heading.size_pt, keep_next=True)
    for run_in in (ARTICLE, CLAUSE):
        yield Style(id=run_in, size=size, align="both", before=before, first=first, keep_next=True)


def _table_styles(profile: Profile) -> Iterator[Style]:
    table, gap = profile.table, profile.table.row_gap_pt
    yield Style(id=AROUND_TABLE, size=1, exact=table.around_pt)
    yield Style(id=TABLE_CELL, size=table.size_pt, align="left", before=gap, after=gap)
    yield Style(id=TABLE_HEADING, size=table.size_pt, before=gap, after=gap, keep_next=True)
    yield Style(
        id=TABLE_TITLE, size=table.size_pt, align="left", before=profile.annex.before_pt, keep_next=True
    )


def _ending_styles(profile: Profile) -> Iterator[Style]:
    signature, recipients = profile.signature, profile.recipients
    hanging = width("- ", Face.REGULAR, recipients.size_pt)
    yield Style(id=SPACER, size=1, exact=signature.before_pt, keep_next=True)
    yield Style(id=RECIPIENTS_LABEL, size=recipients.label_pt, align="left")
    yield Style(id=RECIPIENT, size=recipients.size_pt, align="left", left=hanging, first=-hanging)
    yield Style(id=SIGNATORY, size=signature.size_pt)
    yield Style(id=SIGNATURE_SPACE, size=1, exact=points(signature.space_mm))
    yield Style(id=OTHER_TITLE, size=signature.size_pt)
    yield Style(id=SIGNER, size=signature.size_pt)
    contact = profile.contact
    yield Style(id=CONTACT_RULE, size=1, exact=contact.gap_pt, rule_above=contact.rule_pt)
    yield Style(id=CONTACT, size=contact.size_pt)


def _annex_styles(profile: Profile) -> Iterator[Style]:
    rules, rule = profile.annex, profile.rule
    quiet = points(rules.quiet_mm)
    yield Style(id=ANNEX_LABEL, size=rules.label_pt, after=rules.before_pt, keep_next=True)
    yield Style(id=ANNEX_TITLE, size=rules.title_pt, keep_next=True)
    yield Style(id=ANNEX_REFERENCE, size=rules.reference_pt, keep_next=True)
    yield Style(id=ANNEX_RULE, size=1, exact=rule.gap_pt, rule=rule.thickness_pt, keep_next=True)
    yield Style(id=MARK_CODE, size=1, before=quiet, keep_next=True)
    yield Style(id=MARK, size=rules.mark_pt, before=quiet, keep_next=True)


def _copy_styles(profile: Profile) -> Iterator[Style]:
    rules = profile.copy
    yield Style(
        id=COPY_RULE, size=1, exact=rules.before_pt, rule=rules.rule_pt, after=rules.gap_pt, keep_next=True
    )
    yield Style(id=COPY_FORM, size=rules.form_pt)
