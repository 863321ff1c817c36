"""What the register says of a copy: the form, and the document that was copied."""

from generator.messages import phrase
from generator.printing import day_and_month
from model.document_copy import DocumentCopy


def register_words(copy: DocumentCopy) -> str:
    """Return one line such as ``Sao y Công văn số 07/UBND-VX ngày 06 tháng 01 năm 2026 của …: …``."""
    original = copy.original
    code = phrase("copied_code", str(original.code)) if original.code else ""
    date = ""
    if original.issued_on is not None:
        date = phrase("copied_date", *day_and_month(original.issued_on), str(original.issued_on.year))
    return phrase(
        "copied", copy.form.label, original.kind.label, code, date, original.organ, original.subject
    )
