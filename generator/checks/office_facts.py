"""What only the office knows of a document; the checker takes it as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFact:
    """One digital signature of a PDF, as the signing part of the program read it."""

    by_agency: bool
    """By the agency, not by a person."""
    order: int
    """0 is the earliest."""
    shown_text: str = ""
    image_format: str | None = None
    image_has_alpha: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFacts:
    """Facts for the rules that need an office; None where the office does not know either."""

    issuing: bool = False
    """Whether the document is about to get, or has, its number."""
    code_taken_by: str | None = None
    """The record that has the same number and symbol in the same year."""
    attachments: tuple[str, ...] | None = None
    """Names of the files sent with the document."""
    authorisation_valid: bool | None = None
    """Whether a written authorisation (TUQ.) is on file for the signer on that day."""
    copies: int | None = None
    """How many copies the register says."""
    signatures: tuple[SignatureFact, ...] | None = None
    unsigned_attachments: tuple[str, ...] | None = None
    """Names of separate attached files that do not bear the agency's signature."""
    electronic_code: str | None = None
    """Number and symbol of the electronic form, where paper and electronic form exist."""
    copied_is_true_copy: bool | None = None
    """Whether what was copied is itself a full copy (sao y) and not the original."""
    scan_dpi: float | None = None
