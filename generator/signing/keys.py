"""Opening the key that signs: a PKCS#12 file or a PKCS#11 token; the secret is used once and kept nowhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import pkcs11
from cryptography.hazmat.primitives.serialization import pkcs12
from pkcs11.exceptions import (
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
)
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError as LibrarySigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner

from generator.signing.errors import KeyUnusableError
from model.reason import Reason
from model.signature import KeyFile, KeyToken
from model.vietnamese import nfc

_MOST_BYTES: Final = 1 << 20
_WRONG_PIN: Final = (PinIncorrect, PinInvalid, PinLenRange)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedKey:
    """A key ready to sign, the name in its certificate and that certificate's SHA-256."""

    signer: Signer
    holder: str
    fingerprint: str


@contextmanager
def opened_key(key: KeyFile | KeyToken, secret: str, *, now: datetime) -> Iterator[OpenedKey]:
    """Open a key for the block; ``secret`` is the file's password or the token's PIN.

    A PIN is tried once, for tokens lock after a few wrong ones.

    Raises:
        KeyUnusableError: when it cannot be opened, or its certificate is not in force at ``now``.
    """
    if isinstance(key, KeyFile):
        yield _in_force(_from_file(key.path, secret), key.path, now)
        return
    session = _session(key, secret)
    try:
        yield _in_force(_from_token(session, key), key.library, now)
    finally:
        session.close()


def _from_file(path: Path, password: str) -> Signer:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, password.encode())
    except ValueError as error:
        raise KeyUnusableError(path, Reason("key-password-or-file")) from error
    if key is None or certificate is None:
        raise KeyUnusableError(path, Reason("key-missing"))
    signer: Signer = SimpleSigner.load_pkcs12_data(data, other_certs=(), passphrase=password.encode())
    return signer


def _session(key: KeyToken, pin: str) -> pkcs11.Session:
    if not key.library.is_file():
        raise KeyUnusableError(key.library, Reason("token-library-missing"))
    try:
        return open_pkcs11_session(
            str(key.library), token_criteria=TokenCriteria(label=key.label), user_pin=pin
        )
    except PinLocked as error:
        raise KeyUnusableError(key.library, Reason("token-locked", (key.label,))) from error
    except _WRONG_PIN as error:
        raise KeyUnusableError(key.library, Reason("token-pin", (key.label,))) from error
    except (PKCS11Error, RuntimeError) as error:
        raise KeyUnusableError(key.library, Reason("token-missing", (key.label,))) from error


def _from_token(session: pkcs11.Session, key: KeyToken) -> Signer:
    signer = PKCS11Signer(session, cert_label=key.certificate, other_certs_to_pull=None)
    try:
        _ = signer.signing_cert  # reads it from the token
    except (PKCS11Error, LibrarySigningError) as error:
        raise KeyUnusableError(key.library, Reason("token-certificate", (key.certificate,))) from error
    return signer


def _in_force(signer: Signer, source: Path, now: datetime) -> OpenedKey:
    certificate = signer.signing_cert
    if certificate is None:
        raise KeyUnusableError(source, Reason("key-missing"))
    if now > certificate.not_valid_after:
        raise KeyUnusableError(source, Reason("certificate-expired", (_day(certificate.not_valid_after),)))
    if now < certificate.not_valid_before:
        raise KeyUnusableError(source, Reason("certificate-not-yet", (_day(certificate.not_valid_before),)))
    subject = certificate.subject
    holder = nfc(str(subject.native.get("common_name") or subject.human_friendly))
    return OpenedKey(signer=signer, holder=holder, fingerprint=certificate.sha256.hex())


def _day(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y}"
