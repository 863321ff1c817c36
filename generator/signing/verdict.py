"""What the signatures of a PDF are worth: pyHanko's whole verdict in our own words, never with a network."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    SignatureStatus,
)
from pyhanko_certvalidator import ValidationContext

from generator.signing.errors import PdfUnreadableError
from generator.signing.revocation import revoked_at
from generator.signing.roots import Roots
from model.reason import Reason
from model.signature import Integrity, PdfSignature, Trust
from model.vietnamese import nfc

MOST_SIGNATURES: Final = 100
_MAY_SIGN: Final = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
_NO_SIGNATURE: Final = (
    SignatureValidationError,
    CMSExtractionError,
    CMSStructuralError,
    PdfError,
    ValueError,
)
_KNOWN_FORMATS: Final = frozenset(one.value for one in SigSeedSubFilter)
_SOUND: Final = frozenset({Integrity.WHOLE, Integrity.EXTENDED})
_TRUST_OF: Final[dict[AdESSubIndic, Trust]] = {
    AdESFailure.REVOKED: Trust.REVOKED,
    AdESFailure.NOT_YET_VALID: Trust.NOT_YET_VALID,
    AdESIndeterminate.REVOKED_NO_POE: Trust.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Trust.REVOKED,
    AdESIndeterminate.EXPIRED: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Trust.EXPIRED,
    AdESIndeterminate.NOT_YET_VALID: Trust.NOT_YET_VALID,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: Trust.WEAK,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: Trust.WEAK,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Trust.UNTRUSTED,
}


def judge(pdf: bytes, roots: Roots, now: datetime) -> tuple[PdfSignature, ...]:
    """Judge every signature of a PDF, in the order in which they were made; empty when there is none.

    Raises:
        PdfUnreadableError: when the file is encrypted or carries too many signatures.
        PdfError: when it is no PDF.
    """
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    if reader.encrypted:
        raise PdfUnreadableError(Reason("pdf-encrypted"))
    fields = list(islice(enumerate_sig_fields(reader, filled_status=True), MOST_SIGNATURES + 1))
    if len(fields) > MOST_SIGNATURES:
        raise PdfUnreadableError(Reason("pdf-signatures", (str(MOST_SIGNATURES),)))
    judged = [_judged_field(reader, name, field, roots, now) for name, _, field in fields]
    return tuple(one for _, one in sorted(judged, key=itemgetter(0)))


def _judged_field(
    reader: PdfFileReader, name: str, field: generic.DictionaryObject, roots: Roots, now: datetime
) -> tuple[int, PdfSignature]:
    """Return the revision that brought a signature, and the verdict."""
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        if signature.sig_object.get("/SubFilter") not in _KNOWN_FORMATS:
            return signature.signed_revision, PdfSignature(field=str(name), integrity=Integrity.UNCLEAR)
        return signature.signed_revision, _judged(signature, roots, now)
    except Exception:  # noqa: BLE001 - a hostile field makes the library fail in any way; it proves nothing
        return reader.xrefs.total_revisions, PdfSignature(field=str(name), integrity=Integrity.BROKEN)


def _judged(signature: EmbeddedPdfSignature, roots: Roots, now: datetime) -> PdfSignature:
    try:
        status = _status(signature, _context(signature.reader, roots, now))
    except _NO_SIGNATURE:
        return _named(signature)
    stamp = status if isinstance(status, DocumentTimestampStatus) else status.timestamp_validity
    stamp_trusted = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    if stamp is not None and stamp_trusted and _trust(status, roots) is Trust.EXPIRED:
        # A trusted timestamp proves that the signature was made while the certificate was in force.
        status = _status(signature, _context(signature.reader, roots, stamp.timestamp))
    integrity = _integrity(signature, status)
    revoked = _revoked_at(status, roots, stamp.timestamp if stamp is not None and stamp_trusted else None)
    trust = Trust.REVOKED if revoked else _trust(status, roots)
    return replace(
        _named(signature),
        stamped_at=None if stamp is None else stamp.timestamp,
        stamp_trusted=None if stamp is None else stamp_trusted,
        integrity=integrity,
        trust=Trust.UNKNOWN if integrity is Integrity.BROKEN else trust,
        root=_root(status),
        revoked_at=revoked,
        valid=integrity in _SOUND and trust is Trust.TRUSTED and _bottom_line(status),
        is_timestamp=isinstance(status, DocumentTimestampStatus),
    )


def _revoked_at(status: SignatureStatus, roots: Roots, proven: datetime | None) -> datetime | None:
    """Return since when the certificate is revoked, unless a timestamp proves that it was used before."""
    if status.revocation_details is not None:
        return status.revocation_details.revocation_date
    if status.validation_path is None:
        return None
    day = revoked_at([one.dump() for one in status.validation_path.iter_certs(include_root=True)], roots)
    return None if day is None or (proven is not None and proven < day) else day


def _context(reader: PdfFileReader, roots: Roots, moment: datetime) -> ValidationContext:
    """Return what certificates are checked against: the roots, and what the file itself brings along."""
    facts: dict[str, Any] = {
        "trust_roots": [one for der in roots.certificates for one in load_certs_from_pemder_data(der)],
        "crls": list(roots.revoked),
        "moment": moment,
        "retroactive_revinfo": True,  # the lists of today also speak of signatures of yesterday
        "allow_fetching": False,
        "revocation_mode": "soft-fail",
    }
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(facts)
    except NoDSSFoundError:
        return ValidationContext(**facts)


def _status(
    signature: EmbeddedPdfSignature, context: ValidationContext
) -> PdfSignatureStatus | DocumentTimestampStatus:
    if signature.sig_object_type == "/DocTimeStamp":
        return validate_pdf_timestamp(signature, validation_context=context)
    return validate_pdf_signature(signature, signer_validation_context=context, key_usage_settings=_MAY_SIGN)


def _integrity(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus | DocumentTimestampStatus
) -> Integrity:
    if not (status.intact and status.valid):
        return Integrity.BROKEN
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Integrity.WHOLE
    if status.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return Integrity.UNCLEAR
    if _is_hybrid_after(signature):
        return Integrity.UNCLEAR
    if status.modification_level is ModificationLevel.OTHER or not status.docmdp_ok:
        return Integrity.CHANGED
    return Integrity.EXTENDED


def _is_hybrid_after(signature: EmbeddedPdfSignature) -> bool:
    """Whether anything added later has two tables of contents, so that programs may see two documents.

    Word writes such files; what lay so when it was signed is signed as it is.
    """
    table = signature.reader.xrefs
    later = range(signature.signed_revision + 1, table.total_revisions)
    return any(table.get_xref_data(revision).hybrid is not None for revision in later)


def _trust(status: SignatureStatus, roots: Roots) -> Trust:
    problem = status.trust_problem_indic
    if status.trusted:
        return Trust.TRUSTED
    found = Trust.UNFIT if problem is None else _TRUST_OF.get(problem, Trust.UNFIT)
    if found is not Trust.WEAK and not roots.certificates:
        return Trust.NO_ROOTS
    return found


def _bottom_line(status: PdfSignatureStatus | DocumentTimestampStatus) -> bool:
    if isinstance(status, PdfSignatureStatus):
        return bool(status.bottom_line)
    return bool(status.valid and status.intact and status.trusted and status.docmdp_ok)


def _root(status: SignatureStatus) -> str | None:
    if not status.trusted or status.validation_path is None:
        return None
    return _name(status.validation_path.first.subject)


def _named(signature: EmbeddedPdfSignature) -> PdfSignature:
    """Return what a signature says of itself, before anything is believed."""
    certificate = signature.signer_cert
    return PdfSignature(
        field=str(signature.field_name),
        signer=_name(certificate.subject),
        organisation=_first(certificate.subject.native.get("organization_name")),
        issuer=_name(certificate.issuer),
        certificate_from=certificate.not_valid_before,
        certificate_until=certificate.not_valid_after,
        signed_at=signature.self_reported_timestamp,
        digest=signature.md_algorithm,
        mechanism=signature.signer_info["signature_algorithm"].signature_algo,
        integrity=Integrity.BROKEN,
    )


def _name(name: Any) -> str:  # noqa: ANN401 - the library that reads certificates publishes no types
    return _first(name.native.get("common_name")) or str(name.human_friendly)


def _first(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return nfc(value) if isinstance(value, str) else None
