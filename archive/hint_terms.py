"""What a hint that a person adds can go by: a name, an address, a domain, an identifier."""

import re
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from archive.errors import HintTextError, SharedDomainError
from archive.recognition.organs import Issuer
from archive.recognition.sender import read_sender
from archive.relinking import BY_HAND
from model.actor import Actor
from model.hint import Hint, HintKind
from model.identification import Evidence, Reading
from model.organ_identifier import canonical
from model.vietnamese import collapse, nfc

_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}")
_DOMAIN: Final = re.compile(r"@?(?:[a-z0-9-]+\.)+[a-z]{2,}")
_IDENTIFIER: Final = re.compile(r"[A-K][0-9]{2}(?:\.[0-9]+)*")


def hint_by_hand(
    kind: HintKind, text: str, organ: str, *, parent: str | None, actor: Actor, at: datetime
) -> Hint:
    """Return the hint that a person spells out.

    Raises:
        HintTextError: when there is no name, or a sender is no address, domain or identifier of packets.
        SharedDomainError: when the domain is that of a mail service for everybody.
    """
    plain, name = collapse(nfc(text)), collapse(nfc(organ))
    if not plain or not name:
        raise HintTextError(text)
    above = collapse(nfc(parent)) if parent else None
    issuer = Issuer(_said(name), None if above is None else _said(above))
    sender = read_sender(issuer, None, at.date())
    return Hint(
        number=0,
        kind=kind,
        text=_sender(plain) if kind is HintKind.SENDER else plain,
        parent=above if kind is HintKind.ALIAS else None,
        organ=name,
        organ_id=None if sender.organ_id is None else sender.organ_id.value,
        province_id=None if sender.province_id is None else sender.province_id.value,
        added_by=actor,
        added_at=at,
    )


def _sender(text: str) -> str:
    lower = text.lower()
    if _ADDRESS.fullmatch(lower):
        return lower
    if _DOMAIN.fullmatch(lower):
        domain = lower.removeprefix("@")
        if domain in _shared_domains():
            raise SharedDomainError(text)
        return domain
    identifier = canonical(text)
    if _IDENTIFIER.fullmatch(identifier) is None:
        raise HintTextError(text)
    return identifier


def _said(text: str) -> Reading[str]:
    return Reading(value=text, confidence=1.0, evidence=Evidence(text=text, rule=BY_HAND))


@cache
def _shared_domains() -> frozenset[str]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return frozenset(tomllib.load(file)["shared_domains"])
