"""Signatures as people read them, one sentence each, and as programs do."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from model.clock import VIETNAM
from model.signature import PdfSignature
from web.json_lines import Fields
from web.plain_text import printable
from web.signing_texts import INTEGRITY, SAYINGS, TRUST

_ALGORITHMS: Final = {
    "rsassa_pkcs1v15": "RSA",
    "rsassa_pss": "RSA-PSS",
    "ecdsa": "ECDSA",
    "ed25519": "Ed25519",
}


def lines(path: Path, found: Iterable[PdfSignature]) -> Iterator[str]:
    """Yield a sentence per signature, or the one that says that there is none."""
    sentences = [_sentence(path, one) for one in found]
    for line in sentences or [SAYINGS["none"].format(path)]:
        yield printable(line)


def objects(path: Path, found: Iterable[PdfSignature]) -> Iterator[Fields]:
    """Yield an object per signature, or the one that says that there is none."""
    fields = [_fields(path, one) for one in found]
    yield from fields or [{"path": str(path), "signed": False}]


def _sentence(path: Path, one: PdfSignature) -> str:
    words = SAYINGS["timestamp" if one.is_timestamp else "signature"]
    return words.format(
        file=path,
        signer=_signer(one),
        at=_moment(one),
        algorithm=_algorithm(one),
        integrity=INTEGRITY[one.integrity],
        trust=TRUST[one.trust].format(
            root=one.root,
            issuer=one.issuer,
            until=_day(one.certificate_until),
            since=_day(one.certificate_from),
            revoked=_day(one.revoked_at),
            algorithm=_algorithm(one),
        ),
    )


def _fields(path: Path, one: PdfSignature) -> Fields:
    fields = {
        "path": str(path),
        "signed": True,
        "valid": one.valid,
        "field": one.field,
        "timestamp_only": one.is_timestamp,
        "signer": one.signer,
        "organisation": one.organisation,
        "issuer": one.issuer,
        "certificate_from": _iso(one.certificate_from),
        "certificate_until": _iso(one.certificate_until),
        "signed_at": _iso(one.signed_at),
        "stamped_at": _iso(one.stamped_at),
        "stamp_trusted": one.stamp_trusted,
        "digest": one.digest,
        "mechanism": one.mechanism,
        "integrity": str(one.integrity),
        "trust": str(one.trust),
        "root": one.root,
        "revoked_at": _iso(one.revoked_at),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _signer(one: PdfSignature) -> str:
    if one.signer is None:
        return SAYINGS["nobody"]
    return one.signer if one.organisation is None else SAYINGS["of"].format(one.signer, one.organisation)


def _moment(one: PdfSignature) -> str:
    if one.stamped_at is not None:
        return SAYINGS["at.stamped" if one.stamp_trusted else "at.stamped.untrusted"].format(
            _instant(one.stamped_at)
        )
    return "" if one.signed_at is None else SAYINGS["at.claimed"].format(_instant(one.signed_at))


def _algorithm(one: PdfSignature) -> str:
    if one.digest is None or one.mechanism is None:
        return SAYINGS["algorithm.none"]
    return f"{_ALGORITHMS.get(one.mechanism, one.mechanism)} {one.digest.upper()}"


def _instant(moment: datetime) -> str:
    return f"{_local(moment):%d/%m/%Y %H:%M:%S}"


def _day(moment: datetime | None) -> str:
    return "" if moment is None else f"{_local(moment):%d/%m/%Y}"


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else _local(moment).isoformat()


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)
