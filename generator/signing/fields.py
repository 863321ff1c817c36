"""The signatures that a PDF bears, as they lie on its pages, without judging them."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from generator.signing.boxes import Box
from generator.signing.errors import PdfUnsignableError
from generator.signing.page_text import MOST_PAGES
from model.reason import Reason
from model.signature import SignerRole

_HOSTILE: Final = (
    PdfError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    AssertionError,
    RecursionError,
)
"""What the library raises on a file made to harm."""
_ROLES: Final = {f"vanthu-{role}-": role for role in SignerRole}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedField:
    """A signature and its place; ``role`` is known of those made here, ``box`` of those that are shown."""

    name: str
    role: SignerRole | None
    fingerprint: str
    box: Box | None


def signed_fields(pdf: bytes) -> tuple[SignedField, ...]:
    """Return the signatures of a file in the order in which they were made.

    Raises:
        PdfUnsignableError: when they cannot even be listed.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        pages = {page.idnum: number for number, page in enumerate(_page_references(reader))}
        return tuple(_field(one, pages) for one in reader.embedded_regular_signatures)
    except _HOSTILE as error:
        raise PdfUnsignableError(Reason("pdf-damaged")) from error


def _page_references(reader: PdfFileReader) -> Iterator[generic.Reference]:
    for number in range(min(int(reader.root["/Pages"]["/Count"]), MOST_PAGES)):
        page, _ = reader.find_page_for_modification(number)  # type: ignore[no-untyped-call]  # the library's gap
        yield page.reference


def _field(signature: EmbeddedPdfSignature, pages: dict[int, int]) -> SignedField:
    name = str(signature.field_name)
    return SignedField(
        name=name,
        role=next((role for prefix, role in _ROLES.items() if name.startswith(prefix)), None),
        fingerprint=signature.signer_cert.sha256.hex(),
        box=_box(signature.sig_field, pages),
    )


def _box(field: generic.DictionaryObject, pages: dict[int, int]) -> Box | None:
    """Return where a field is shown; the widget is the field itself or its only kid."""
    widget = field["/Kids"][0] if "/Kids" in field else field
    page = widget.get_value_as_reference("/P", optional=True)
    if page is None or page.idnum not in pages or "/Rect" not in widget:
        return None
    x0, y0, x1, y1 = (float(edge) for edge in widget["/Rect"])
    if x0 == x1 or y0 == y1:
        return None
    return Box(
        page=pages[page.idnum],
        left=min(x0, x1),
        bottom=min(y0, y1),
        width=abs(x1 - x0),
        height=abs(y1 - y0),
    )
