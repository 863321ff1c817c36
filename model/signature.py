"""Signatures in PDF files: whose key signs here, and what a file's signatures are worth."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from model.copy_form import CopyForm
from model.document_code import DocumentCode


class SignerRole(StrEnum):
    """In whose name a signature stands (Nghị định 30/2020, Phụ lục I, II-7 and II-8)."""

    PERSON = "person"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A key in a PKCS#12 file."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyToken:
    """A key on a token, by its PKCS#11 library, the label of the token and that of the certificate on it."""

    library: Path
    label: str
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIdentity:
    """A key and the picture shown with it; ``width_mm`` is how wide the picture stands on paper."""

    key: KeyFile | KeyToken
    picture: Path | None = None
    width_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningSettings:
    """Who signs in this office, the roots that it trusts, and the timestamp service, if it uses one."""

    agency: SigningIdentity | None = None
    persons: tuple[tuple[str, SigningIdentity], ...] = ()
    roots: Path | None = None
    timestamp_url: str | None = None

    def person(self, name: str | None) -> SigningIdentity | None:
        """Return the person of that name, or the only one when no name is given."""
        if name is None:
            return self.persons[0][1] if len(self.persons) == 1 else None
        return dict(self.persons).get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOrder:
    """What is to be signed how: by a person whom the settings name, or by the agency.

    The agency signs a separate file of the document ``annex_of``, or a ``copy``, with a line of text; all
    else shows a picture, with its upper left corner ``at`` (page from 1; millimetres from the left and upper
    edge) if a place is named.
    """

    role: SignerRole
    person: str | None = None
    at: tuple[int, float, float] | None = None
    annex_of: DocumentCode | None = None
    copy: CopyForm | None = None


class Integrity(StrEnum):
    """Whether the file is still what was signed."""

    WHOLE = "whole"
    """The signature covers every byte of the file."""
    EXTENDED = "extended"
    """Only further signatures and their proofs were added since."""
    CHANGED = "changed"
    """Something else was added since."""
    BROKEN = "broken"
    """The signed bytes are not those that were signed, or the signature is none."""
    UNCLEAR = "unclear"
    """What the signature covers, or what was added since, cannot be judged with certainty."""


class Trust(StrEnum):
    """Whether the signer's certificate can be relied upon."""

    TRUSTED = "trusted"
    NO_ROOTS = "no-roots"
    """The office has named no root."""
    UNTRUSTED = "untrusted"
    """No root of the office stands behind it."""
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    REVOKED = "revoked"
    WEAK = "weak"
    """It was made with an algorithm that can be forged by now, such as SHA-1."""
    UNFIT = "unfit"
    """It was issued for something else, or breaks a rule of certificates."""
    UNKNOWN = "unknown"
    """Not looked at, since the signature itself is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSignature:
    """One signature of a file; ``valid`` is the whole verdict: intact, nothing forbidden added, trusted.

    ``signed_at`` is what the signer's machine claims; ``stamped_at`` what a timestamp proves, and
    ``stamp_trusted`` whether a root of the office stands behind that. ``is_timestamp`` marks a signature that
    is itself nothing but a timestamp of the file. What the signature does not tell is None.
    """

    field: str
    signer: str | None = None
    organisation: str | None = None
    issuer: str | None = None
    certificate_from: datetime | None = None
    certificate_until: datetime | None = None
    signed_at: datetime | None = None
    stamped_at: datetime | None = None
    stamp_trusted: bool | None = None
    digest: str | None = None
    mechanism: str | None = None
    integrity: Integrity
    trust: Trust = Trust.UNKNOWN
    root: str | None = None
    revoked_at: datetime | None = None
    valid: bool = False
    is_timestamp: bool = False
