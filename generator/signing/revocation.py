"""The lists of revoked certificates that an office keeps: looked at whatever a certificate says of lists."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

from generator.signing.roots import Roots

_SIGNS_LISTS: Final = (
    rsa.RSAPublicKey,
    ec.EllipticCurvePublicKey,
    ed25519.Ed25519PublicKey,
    ed448.Ed448PublicKey,
)


def revoked_at(chain: Iterable[bytes], roots: Roots) -> datetime | None:
    """Return when the first certificate of a chain was revoked; it begins at the root and is in DER.

    A list counts when the issuer of the certificate has signed it.
    """
    lists = [x509.load_der_x509_crl(der) for der in roots.revoked]
    days = list(_days([x509.load_der_x509_certificate(der) for der in chain], lists))
    return min(days, default=None)


def _days(chain: list[x509.Certificate], lists: list[x509.CertificateRevocationList]) -> Iterator[datetime]:
    for issuer, certificate in pairwise(chain):
        for one in lists:
            entry = one.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is not None and one.issuer == certificate.issuer and _is_by(one, issuer):
                yield entry.revocation_date_utc


def _is_by(one: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    key = issuer.public_key()
    return isinstance(key, _SIGNS_LISTS) and one.is_signature_valid(key)
