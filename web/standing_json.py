"""What ``--json`` tells of a document after its number was given."""

from typing import Any

from model.reason import Reason
from model.record import Record
from model.standing import Ending, Signature, SignedOriginal


def standing_fields(shown: Record) -> dict[str, Any]:
    """Return the standing of a record with what led to it; what is not there is None or empty."""
    return {
        "standing": str(shown.standing) if shown.standing else None,
        "signed_on": str(shown.signed_on) if shown.signed_on else None,
        "signed": [_original(one) for one in shown.signed],
        "corrects": str(shown.corrects) if shown.corrects else None,
        "cancelled": _ending(shown.cancelled),
        "recalled": _ending(shown.recalled),
    }


def _original(shown: SignedOriginal) -> dict[str, Any]:
    return {
        "path": shown.file,
        "attached_at": shown.attached_at.isoformat(),
        "attached_by": shown.attached_by.name,
        "signatures": [_signature(one) for one in shown.signatures],
        "differences": [_reason(one) for one in shown.differences],
        "accepted_because": shown.accepted_because,
    }


def _signature(shown: Signature) -> dict[str, Any]:
    return {
        "signer": shown.signer,
        "signed_at": shown.signed_at.isoformat() if shown.signed_at else None,
        "is_intact": shown.is_intact,
        "trusted_by": shown.trusted_by,
    }


def _ending(shown: Ending | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {"at": shown.at.isoformat(), "by": shown.by.name, "reason": shown.reason}


def _reason(given: Reason) -> dict[str, Any]:
    return {"code": given.code, "facts": list(given.facts)}
