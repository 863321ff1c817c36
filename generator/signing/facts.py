"""What the signatures of a PDF show, for the rules DS-01 and DS-02; what they are worth is no matter here."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pikepdf
import pypdfium2

from generator.checks.office_facts import SignatureFact
from generator.signing.boxes import Box
from generator.signing.fields import SignedField, signed_fields
from generator.signing.page_text import open_pages
from generator.signing.picture import Ink, ink_of
from model.signature import SignerRole
from model.vietnamese import collapse, nfc

_DEEPEST: Final = 5
"""Forms within forms that are looked into."""
_MOST_PIXELS: Final = 20_000_000
_FORMATS: Final = {"/DCTDecode": "jpeg", "/JPXDecode": "jpeg2000"}
_PLAIN: Final = "png"
"""What a PNG is inside a PDF: plain pixels, with its transparency beside them."""


def signature_facts(pdf: bytes) -> tuple[SignatureFact, ...]:
    """Return what each signature shows, in the order of signing.

    Who signed is known of signatures made here; of others a red picture tells the agency.

    Raises:
        PdfUnreadableError: when it is no PDF, or has a password.
        PdfUnsignableError: when its signatures cannot be listed.
    """
    with open_pages(pdf) as pages, pikepdf.open(BytesIO(pdf)) as document:
        pages.init_forms()
        pictures = dict(_pictures(document))
        fields = enumerate(signed_fields(pdf))
        return tuple(_fact(pages, field, order, pictures.get(field.name)) for order, field in fields)


def _fact(
    pages: pypdfium2.PdfDocument, field: SignedField, order: int, picture: pikepdf.Stream | None
) -> SignatureFact:
    is_red = field.role is None and picture is not None and _ink(picture) is Ink.RED
    return SignatureFact(
        by_agency=field.role is SignerRole.AGENCY or is_red,
        order=order,
        shown_text="" if field.box is None or picture is not None else _text_in(pages, field.box),
        image_format=None if picture is None else _FORMATS.get(_filter(picture), _PLAIN),
        image_has_alpha=None if picture is None else "/SMask" in picture or "/Mask" in picture,
    )


def _pictures(document: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Stream]]:
    """Yield the name of each signature field that shows a picture, with the first one it shows."""
    form = document.Root.get("/AcroForm")
    for field in [] if form is None else form.get("/Fields", pikepdf.Array()):
        if field.get("/FT") == "/Sig" and "/AP" in field and "/T" in field:
            found = next(_images(field.AP.get("/N"), 0), None)
            if found is not None:
                yield str(field.T), found


def _images(form: pikepdf.Object | None, depth: int) -> Iterator[pikepdf.Stream]:
    resources = form.get("/Resources") if isinstance(form, pikepdf.Stream) else None
    if resources is None or depth > _DEEPEST:
        return
    for one in resources.get("/XObject", pikepdf.Dictionary()).values():
        if one.get("/Subtype") == "/Image" and isinstance(one, pikepdf.Stream):
            yield one
        else:
            yield from _images(one, depth + 1)


def _filter(picture: pikepdf.Stream) -> str:
    filters = picture.get("/Filter")
    return str(filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters)


def _ink(picture: pikepdf.Stream) -> Ink:
    image = pikepdf.PdfImage(picture)
    if image.width * image.height > _MOST_PIXELS:
        return Ink.OTHER
    try:
        with warnings.catch_warnings(action="ignore"):  # about masks, which change no ink
            return ink_of(image.as_pil_image())
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):  # a picture that is stored oddly
        return Ink.OTHER


def _text_in(pages: pypdfium2.PdfDocument, box: Box) -> str:
    """Return the text that a page shows inside a field, which is put on the page for that."""
    page = pages[box.page]
    page.flatten()
    page.close()
    left, bottom, right, top = box.edges
    return collapse(nfc(pages[box.page].get_textpage().get_text_bounded(left, bottom, right, top)))
