"""Who signed a file that comes back, told in the few facts that a record keeps."""

from datetime import datetime
from typing import Final

from model.signature import Integrity, SigningSettings
from model.standing import Signature

_SIGNED: Final = b"/ByteRange"
"""No PDF is signed that does not hold it."""


def signatures_of(data: bytes, settings: SigningSettings, *, now: datetime) -> tuple[Signature, ...]:
    """Return the digital signatures of a PDF as judged today; none of what cannot be judged."""
    if _SIGNED not in data:
        return ()
    # Judging takes a while to import, and only a signed file needs it.
    from generator.signing.errors import PdfUnreadableError
    from generator.signing.examination import examine
    from generator.signing.roots import read_roots

    try:
        judged = examine(data, read_roots(settings.roots), now=now)
    except PdfUnreadableError:
        return ()
    return tuple(
        Signature(
            signer=one.signer or one.organisation,
            signed_at=one.stamped_at or one.signed_at,
            is_intact=one.integrity in {Integrity.WHOLE, Integrity.EXTENDED},
            trusted_by=one.root if one.valid else None,
        )
        for one in judged
        if not one.is_timestamp
    )
