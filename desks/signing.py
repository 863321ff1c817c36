"""The desk that signs with the keys and pictures of this office, and judges the signatures of others."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from archive import disk
from archive.audit import AuditLog
from archive.office_folder import OfficeFolder
from archive.plain_file import read_named
from archive.settings import Settings, read_settings
from desks.errors import SignerPictureMissingError, SignerUnknownError
from generator.signing.boxes import Spot
from generator.signing.examination import examine
from generator.signing.keys import OpenedKey, opened_key
from generator.signing.picture import Picture, read_picture
from generator.signing.roots import read_roots
from generator.signing.sign import SigningAct, sign_as_agency, sign_as_person, sign_with_line, timestamper
from generator.signing.wording import annex_line, copy_line
from model.actor import Actor
from model.clock import Clock
from model.signature import PdfSignature, SignerRole, SigningIdentity, SigningOrder


def signatures_of(path: Path, *, roots: Path | None, now: datetime) -> tuple[PdfSignature, ...]:
    """Judge the signatures of a file against the roots in a folder; see ``generator.signing.examination``."""
    return examine(read_named(path), read_roots(roots), now=now)


class SigningDesk:
    """Signs files for one office; keys are opened for one signature and their secrets kept nowhere."""

    def __init__(self, folder: OfficeFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    @cached_property
    def _settings(self) -> Settings:
        return read_settings(self._folder.settings)

    @property
    def roots(self) -> Path | None:
        """The folder of the roots that this office trusts."""
        return self._settings.signing.roots

    def signatures(self, path: Path) -> tuple[PdfSignature, ...]:
        """Judge the signatures of a file as this office trusts.

        Raises:
            PdfUnreadableError: when the file cannot be judged.
            RootsUnusableError: when the folder of roots holds something else.
        """
        return signatures_of(path, roots=self.roots, now=self._clock.now())

    def sign(
        self, path: Path, out: Path, order: SigningOrder, *, secret: Callable[[], str], actor: Actor
    ) -> tuple[PdfSignature, ...]:
        """Sign a copy of a file; return the verdicts on all its signatures. ``secret`` is asked at last.

        Raises:
            SignerUnknownError: when the settings name no such signer.
            SigningError: when the file, the key or the picture refuses.
            TargetExistsError: when something lies at ``out``.
        """
        pdf, now = read_named(path), self._clock.now()
        roots = read_roots(self.roots)
        before = examine(pdf, roots, now=now)
        identity = self._identity(order)
        shown = self._shown(order, identity, now)
        with opened_key(identity.key, secret(), now=now) as key:
            signed = self._signed(pdf, order, self._act(key, before, now), shown)
        disk.write_new(out, signed)
        self._note(path, out, order, signed, actor)
        return examine(signed, roots, now=now)

    def _act(self, key: OpenedKey, before: Sequence[PdfSignature], now: datetime) -> SigningAct:
        service = timestamper(self._settings.signing.timestamp_url)
        return SigningAct(key=key, moment=now, before=before, timestamper=service)

    def _signed(self, pdf: bytes, order: SigningOrder, act: SigningAct, shown: Picture | str) -> bytes:
        if isinstance(shown, str):
            return sign_with_line(pdf, act, shown)
        sign = sign_as_person if order.role is SignerRole.PERSON else sign_as_agency
        return sign(pdf, act, shown, at=_spot(order))

    def _identity(self, order: SigningOrder) -> SigningIdentity:
        signing = self._settings.signing
        person = order.role is SignerRole.PERSON
        identity = signing.person(order.person) if person else signing.agency
        if identity is None:
            raise SignerUnknownError(self._folder.settings, order.person or order.role)
        return identity

    def _shown(self, order: SigningOrder, identity: SigningIdentity, now: datetime) -> Picture | str:
        """Return what the signature shows: the line of a separate file or of a copy, else the picture."""
        if order.annex_of is not None:
            return annex_line(order.annex_of, now)
        if order.copy is not None:
            return copy_line(order.copy, self._settings.agency.name, now)
        if identity.picture is None:
            raise SignerPictureMissingError(self._folder.settings, order.person or order.role)
        return read_picture(identity.picture, order.role, width_mm=identity.width_mm)

    def _note(self, path: Path, out: Path, order: SigningOrder, signed: bytes, actor: Actor) -> None:
        facts = {
            "as": str(order.role),
            "signer": order.person or "",
            "to": out.name,
            "sha256": hashlib.sha256(signed).hexdigest(),
        }
        AuditLog(self._folder.audit).append(self._clock.now(), actor, "sign", path.name, facts)


def _spot(order: SigningOrder) -> Spot | None:
    if order.at is None:
        return None
    page, left, top = order.at
    return Spot(page=page, left_mm=left, top_mm=top)
