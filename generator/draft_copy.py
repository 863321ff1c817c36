"""A clerk's draft of a copy (sao y, sao lục, trích sao): what is copied, and the words of the copy itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator.draft_header import OFFICE_SYMBOL, Header, own_header, read_issuer, read_kind
from generator.draft_lines import read_parts
from generator.draft_parts import read_filing
from generator.draft_signatories import read_signatory
from generator.draft_source import Field, Fields, read_source, refuse_secret
from model.copy_form import CopyForm
from model.dispatch import Filing
from model.document_code import DocumentCode, DocumentCodeError
from model.document_copy import CopiedDocument, DocumentCopy, Medium, may_copy
from model.layout_profile import LayoutProfile
from model.vietnamese import fold

_REQUIRED: Final = ("loai", "co_quan_ban_hanh", "dia_danh", "ban_chinh", "luu", "nguoi_ky")
_OPTIONAL: Final = ("ky_hieu", "ma_co_quan", "ngay", "hinh_thuc", "noi_nhan")
_EXTRACT: Final = "noi_dung"
_ORIGINAL_KEYS: Final = (
    "so_ky_hieu", "ngay", "dia_danh", "co_quan", "loai", "trich_yeu", "hinh_thuc", "la_ban", "tep",
)  # fmt: skip
_READABLE: Final = (".pdf", ".yaml")


def copy_form(text: str) -> CopyForm | None:
    """Return the form of copy called so, None for anything else: ``sao y``, ``Bản sao y``, ``trich-sao``."""
    typed = fold(text).removeprefix("ban ").replace(" ", "-")
    return next((form for form in CopyForm if form == typed), None)


def read_copy(path: Path, *, issuer_defaults: Mapping[str, str] | None, today: date) -> DocumentCopy:
    """Read the draft of a copy; the arguments are those of ``read_draft``.

    Raises:
        DraftInvalidError: also for a way of copying that article 25 does not know.
    """
    fields = read_source(path)
    refuse_secret(fields)
    kind = fields.need("loai")
    form = copy_form(kind.text())
    if form is None:
        raise kind.error("copy-form-unknown", kind.text())
    is_extract = form is CopyForm.EXTRACT
    fields.allow((*_REQUIRED, *_OPTIONAL, *([_EXTRACT] if is_extract else [])))
    header = own_header(Header(fields, issuer_defaults or {}))
    for name in _REQUIRED:
        if not header.defaults.get(name):
            fields.need(name)
    return _Copy(header, form, today).read()


@dataclass(frozen=True, slots=True)
class _Copy:
    """A draft with what its fields are read by."""

    header: Header
    form: CopyForm
    today: date

    def read(self) -> DocumentCopy:
        fields = self.header.fields
        issued = fields.get("ngay")
        issued_on = issued.date() if issued else None
        day = issued_on or self.today
        code = self._code(day)
        original = self._original(fields.need("ban_chinh"), day)
        medium = _medium(fields.get("hinh_thuc"))
        self._refuse_path(original, medium)
        recipients = fields.get("noi_nhan")
        return DocumentCopy(
            form=self.form,
            original=original,
            medium=medium,
            issuer=read_issuer(self.header, code.symbol.split("-", 1)[1], day),
            symbol=code.symbol,
            place=self.header.need("dia_danh"),
            issued_on=issued_on,
            year=day.year,
            body=read_parts(fields.need(_EXTRACT)) if self.form is CopyForm.EXTRACT else (),
            recipients=recipients.lines() if recipients else (),
            filing=read_filing(fields.need("luu")) or Filing(units=()),
            signatory=read_signatory(fields.need("nguoi_ky")),
        )

    def _code(self, day: date) -> DocumentCode:
        """Return the symbol as typed, else the form's with that of the office: ``SY-BGDĐT``."""
        short = self.form.abbreviation(LayoutProfile.on(day))
        office = self.header.defaults.get(OFFICE_SYMBOL)
        typed = self.header.text("ky_hieu") or (f"{short}-{office}" if office else None)
        field = self.header.fields.get("ky_hieu") or self.header.fields.owner
        symbol = typed or self.header.fields.need("ky_hieu").text()
        try:
            code = DocumentCode.parse(f"/{symbol}")
        except DocumentCodeError as error:
            raise field.error("symbol-invalid", symbol) from error
        if code.has_number or code.symbol.partition("-")[0] != short or "-" not in code.symbol:
            raise field.error("symbol-of-other-kind", symbol, self.form.label, short)
        return code

    def _original(self, field: Field, day: date) -> CopiedDocument:
        fields = field.fields()
        fields.allow(_ORIGINAL_KEYS)
        issued, place = fields.get("ngay"), fields.get("dia_danh")
        issued_on = issued.date() if issued else None
        if issued is not None and issued_on is not None and issued_on > day:
            raise issued.error("copy-before-original")
        return CopiedDocument(
            code=_code_of(fields.get("so_ky_hieu")),
            issued_on=issued_on,
            place=place.text() if place else None,
            organ=fields.need("co_quan").text(),
            kind=read_kind(fields.need("loai")),
            subject=fields.need("trich_yeu").text(),
            medium=_medium(fields.get("hinh_thuc")),
            copied_as=self._copied_as(fields, field),
            file=_file(fields.get("tep")),
        )

    def _copied_as(self, fields: Fields, owner: Field) -> CopyForm | None:
        """Return what sort of copy is copied: a full copy for sao lục (SAO-02), else an original."""
        field = fields.get("la_ban")
        copied = copy_form(field.text()) if field else None
        if field is not None and copied is None:
            raise field.error("copy-form-unknown", field.text())
        if self.form is CopyForm.RECOPY and copied is not CopyForm.FULL:
            raise (field or owner).error("copy-of-no-copy")
        if self.form is not CopyForm.RECOPY and field is not None:
            raise field.error("copy-of-copy", self.form.label)
        return copied

    def _refuse_path(self, original: CopiedDocument, medium: Medium) -> None:
        if not may_copy(self.form, original.medium, medium):
            field = self.header.fields.get("hinh_thuc") or self.header.fields.owner
            raise field.error("copy-path", self.form.label)


def _medium(field: Field | None) -> Medium:
    """Return what a document is on; paper when nothing is said."""
    if field is None:
        return Medium.PAPER
    typed = fold(field.text()).replace(" ", "-")
    for medium in Medium:
        if medium == typed:
            return medium
    raise field.error("medium-unknown", field.text())


def _code_of(field: Field | None) -> DocumentCode | None:
    if field is None:
        return None
    try:
        return DocumentCode.parse(field.text())
    except DocumentCodeError as error:
        raise field.error("code-invalid", field.text()) from error


def _file(field: Field | None) -> str | None:
    """Return the name of a file that lies beside the draft."""
    if field is None:
        return None
    name = field.text()
    path = field.path.parent / name
    if path.suffix.lower() not in _READABLE:
        raise field.error("copy-file-type", name)
    if Path(name).name != name or not path.is_file():
        raise field.error("copy-file-missing", name)
    return name
