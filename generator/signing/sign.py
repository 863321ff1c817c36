"""Signing a PDF: the person between title and name, then the agency over that; or a line of text.

A signature is added to the end of the file; no byte before it changes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

import pypdfium2
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError as LibrarySigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from generator.signing.appearance import picture_style, set_words, words_style
from generator.signing.boxes import Box, Spot, corner_box, person_box, seal_box, spot_box
from generator.signing.errors import PdfUnsignableError
from generator.signing.fields import SignedField, signed_fields
from generator.signing.keys import OpenedKey
from generator.signing.page_text import (
    SignaturePlace,
    open_pages,
    printed_number,
    signature_places,
    text_lines,
)
from generator.signing.picture import Picture
from model.reason import Reason
from model.signature import Integrity, PdfSignature, SignerRole
from model.vietnamese import fold

_DIGEST: Final = "sha256"
_INTACT: Final = frozenset({Integrity.WHOLE, Integrity.EXTENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningAct:
    """Who signs when; ``before`` are the verdicts on the signatures that the file bears already."""

    key: OpenedKey
    moment: datetime
    before: Sequence[PdfSignature] = ()
    timestamper: TimeStamper | None = None


def timestamper(url: str | None) -> TimeStamper | None:
    """Return the timestamp service at an address: the only network that signing knows, only when named."""
    return None if url is None else HTTPTimeStamper(url, timeout=30)


def sign_as_person(pdf: bytes, act: SigningAct, picture: Picture, *, at: Spot | None = None) -> bytes:
    """Sign where the printed name is the one in the certificate, or at a named spot.

    Raises:
        PdfUnsignableError: when the number is missing, the agency has signed, or the place is not found.
    """
    _demand_intact(act)
    with open_pages(pdf) as document:
        _demand_number(document, at)
        fields = signed_fields(pdf)
        if any(field.role is SignerRole.AGENCY for field in fields):
            raise PdfUnsignableError(Reason("agency-has-signed"))
        if at is None:
            box = person_box(_place_of(document, act.key.holder), picture)
        else:
            box = _at_spot(document, at, picture)
    return _signed(pdf, act, _name(SignerRole.PERSON, fields), (box, picture_style(picture.png, box)))


def sign_as_agency(pdf: bytes, act: SigningAct, picture: Picture, *, at: Spot | None = None) -> bytes:
    """Put the seal over the left third of the last person's signature, or at a named spot.

    Raises:
        PdfUnsignableError: when the number is missing, no person has signed, or the agency has already.
    """
    _demand_intact(act)
    with open_pages(pdf) as document:
        _demand_number(document, at)
        fields = signed_fields(pdf)
        persons = [field for field in fields if field.role is not SignerRole.AGENCY]
        if len(persons) < len(fields) or act.key.fingerprint in {field.fingerprint for field in fields}:
            raise PdfUnsignableError(Reason("agency-has-signed"))
        if not persons:
            raise PdfUnsignableError(Reason("person-has-not-signed"))
        if at is not None:
            box = _at_spot(document, at, picture)
        elif persons[-1].box is not None:
            box = seal_box(persons[-1].box, picture)
        else:
            raise PdfUnsignableError(Reason("signature-not-shown"))
    return _signed(pdf, act, _name(SignerRole.AGENCY, fields), (box, picture_style(picture.png, box)))


def sign_with_line(pdf: bytes, act: SigningAct, text: str) -> bytes:
    """Sign for the agency with a line of text in the upper right corner of the first page (II-8b, ô 14).

    Raises:
        PdfUnsignableError: when the agency has signed already.
    """
    _demand_intact(act)
    fields = signed_fields(pdf)
    if act.key.fingerprint in {field.fingerprint for field in fields}:
        raise PdfUnsignableError(Reason("agency-has-signed"))
    words = set_words(text)
    with open_pages(pdf) as document:
        box = corner_box(document[0], math.ceil(words.width), math.ceil(words.height))
    return _signed(pdf, act, _name(SignerRole.AGENCY, fields), (box, words_style(words, box)))


def _demand_intact(act: SigningAct) -> None:
    if any(one.integrity not in _INTACT for one in act.before):
        raise PdfUnsignableError(Reason("signed-before-not-intact"))


def _demand_number(document: pypdfium2.PdfDocument, at: Spot | None) -> None:
    """Refuse a file without number; on a scan, which shows no text, naming the place vouches for it."""
    number = printed_number(text_lines(document[0]))
    if number == "" or (number is None and at is None):
        raise PdfUnsignableError(Reason("number-missing"))


def _place_of(document: pypdfium2.PdfDocument, holder: str) -> SignaturePlace:
    places = list(signature_places(document))
    for place in places:
        if fold(holder) in fold(place.name):
            return place
    if places:
        raise PdfUnsignableError(Reason("signer-differs", (holder, *(place.name for place in places))))
    raise PdfUnsignableError(Reason("no-place-to-sign"))


def _at_spot(document: pypdfium2.PdfDocument, spot: Spot, picture: Picture) -> Box:
    if not 1 <= spot.page <= len(document):
        raise PdfUnsignableError(Reason("no-such-page", (str(spot.page), str(len(document)))))
    return spot_box(document, spot, picture)


def _name(role: SignerRole, fields: Sequence[SignedField]) -> str:
    return f"vanthu-{role}-{len(fields) + 1}"


def _signed(pdf: bytes, act: SigningAct, field: str, shown: tuple[Box, StaticStampStyle]) -> bytes:
    box, style = shown
    signer = _Signer(
        PdfSignatureMetadata(field_name=field, md_algorithm=_DIGEST, subfilter=SigSeedSubFilter.PADES),
        signer=act.key.signer,
        timestamper=act.timestamper,
        stamp_style=style,
        new_field_spec=SigFieldSpec(field, on_page=box.page, box=box.edges),
    )
    signer.moment = act.moment
    target = BytesIO()
    try:
        signer.sign_pdf(_appendable(pdf), output=target)
    except (LibrarySigningError, PdfError) as error:
        raise PdfUnsignableError(Reason("signing-refused", (str(error),))) from error
    except TimestampRequestError as error:
        raise PdfUnsignableError(Reason("timestamp-failed", (str(error),))) from error
    return target.getvalue()


def _appendable(pdf: bytes) -> "_Appending":
    writer = _Appending(BytesIO(pdf), strict=False)
    if writer.prev.encrypted:
        raise PdfUnsignableError(Reason("pdf-encrypted"))
    return writer


class _Appending(IncrementalPdfFileWriter):
    """Adds a signature and nothing else."""

    def _update_meta(self) -> None:
        """Leave the metadata alone: the library would write its own name and the machine's time into them.

        PDF/A also asks that both kinds of metadata agree.
        """


class _Signer(PdfSigner):
    """Signs at the moment that the page shows, not some milliseconds later."""

    moment: datetime

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - the library's
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.moment
        return session
