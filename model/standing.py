"""What became of a document after its number was given: signed, cancelled, recalled."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.actor import Actor
from model.reason import Reason


class Standing(StrEnum):
    """Where a document stands; an incoming one has a standing only once its sender recalled it."""

    AWAITING_SIGNATURE = "awaiting-signature"
    """It has its number, and no signed original of it is known."""
    ISSUED = "issued"
    CANCELLED = "cancelled"
    """The number stays taken and is never given again."""
    RECALLED = "recalled"
    """Kept and frozen: what it says is no longer searched."""

    @property
    def is_over(self) -> bool:
        """Whether nobody is asked to answer the document any more."""
        return self in {Standing.CANCELLED, Standing.RECALLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Who cancelled or recalled a document, when and why."""

    at: datetime
    by: Actor
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One digital signature, as it was judged on the day on which the file was attached."""

    signer: str | None
    """As the certificate names him; None when only the presence of a signature is known."""
    signed_at: datetime | None = None
    """As the signature says; None when it does not."""
    is_intact: bool = True
    """Whether what it signs is unaltered."""
    trusted_by: str | None = None
    """The root of the office's choice that vouches for the signer; None when none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOriginal:
    """A signed PDF or a scan of the signed paper; ``file`` is its path in the record."""

    file: str
    attached_at: datetime
    attached_by: Actor
    signatures: tuple[Signature, ...] = ()
    differences: tuple[Reason, ...] = ()
    """In what it differs from what was issued, or could not be compared with it."""
    accepted_because: str | None = None
    """Why a person took it all the same."""
