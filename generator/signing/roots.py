"""The roots that an office trusts: certificates and lists of revoked ones in a folder of its choice."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from generator.signing.errors import RootsUnusableError
from model.reason import Reason

_CERTIFICATES: Final = frozenset({".cer", ".crt", ".pem", ".der"})
_REVOKED: Final = ".crl"
_MOST_BYTES: Final = 64 << 20
"""Lists of revoked certificates of a whole country stay below this."""
_PEM: Final = b"-----BEGIN "


@dataclass(frozen=True, slots=True)
class Roots:
    """Certificates that are trusted, and lists of those revoked by them, each as DER bytes."""

    certificates: tuple[bytes, ...] = ()
    revoked: tuple[bytes, ...] = ()


def read_roots(folder: Path | None) -> Roots:
    """Read every certificate (.cer, .crt, .pem, .der) and list (.crl) of a folder; none without a folder.

    Raises:
        RootsUnusableError: when there is no such folder, or one of these files is something else.
    """
    if folder is None:
        return Roots()
    if not folder.is_dir():
        raise RootsUnusableError(folder, Reason("roots-no-folder"))
    files = sorted(path for path in folder.iterdir() if path.is_file())
    certificates = [der for path in files if path.suffix.lower() in _CERTIFICATES for der in _ders(path)]
    revoked = [der for path in files if path.suffix.lower() == _REVOKED for der in _ders(path)]
    return Roots(tuple(certificates), tuple(revoked))


def _ders(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    try:
        return _revoked(data) if path.suffix.lower() == _REVOKED else _certificates(data)
    except ValueError as error:
        raise RootsUnusableError(path, Reason("roots-not-a-certificate")) from error


def _certificates(data: bytes) -> list[bytes]:
    if _PEM not in data:
        return [x509.load_der_x509_certificate(data).public_bytes(Encoding.DER)]
    return [one.public_bytes(Encoding.DER) for one in x509.load_pem_x509_certificates(data)]


def _revoked(data: bytes) -> list[bytes]:
    load = x509.load_pem_x509_crl if _PEM in data else x509.load_der_x509_crl
    return [load(data).public_bytes(Encoding.DER)]
