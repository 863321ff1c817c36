"""A certificate authority, keys and pictures made up for the tests of signing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image, ImageDraw

NOW = datetime(2026, 11, 16, 2, 5, 7, tzinfo=UTC)
SECRET = "mật khẩu 1"  # noqa: S105 - of keys that live for one test


@dataclass(frozen=True)
class Holder:
    """A key with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    def pkcs12(self, *others: "Holder") -> bytes:
        """Return both, and the certificates of others, in a file with the password SECRET."""
        chain = [one.certificate for one in others]
        encryption = BestAvailableEncryption(SECRET.encode())
        return pkcs12.serialize_key_and_certificates(b"test", self.key, self.certificate, chain, encryption)


@cache
def root(name: str = "Gốc thử nghiệm") -> Holder:
    key = _key()
    certificate = _builder(name, name, key).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    usage = _usage(key_cert_sign=True, crl_sign=True)
    return Holder(key, certificate.add_extension(usage, critical=True).sign(key, hashes.SHA256()))


@cache
def holder(
    name: str, *, until: datetime | None = None, purpose: x509.ObjectIdentifier | None = None
) -> Holder:
    """Return a key whose certificate the root has signed; the name also serves as its organisation."""
    key, authority = _key(), root()
    builder = _builder(name, _common_name(authority), key, until=until).add_extension(
        _usage(digital_signature=True, content_commitment=True), critical=True
    )
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return Holder(key, builder.sign(authority.key, hashes.SHA256()))


def time_service() -> Holder:
    return holder("Dấu thời gian thử nghiệm", purpose=ExtendedKeyUsageOID.TIME_STAMPING)


def revoked(*holders: Holder, at: datetime) -> bytes:
    """Return the root's list of revoked certificates."""
    authority = root()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(NOW - timedelta(days=1))
        .next_update(NOW + timedelta(days=365))
    )
    for one in holders:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(at).build())
    return builder.sign(authority.key, hashes.SHA256()).public_bytes(Encoding.DER)


def signature_png(*, colour: tuple[int, int, int] = (20, 40, 190), dpi: int | None = 300) -> bytes:
    """Return a scrawl of 45 by 20 mm on transparent ground."""
    image = Image.new("RGBA", (532, 236), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    points = [(20, 180), (90, 30), (150, 200), (220, 60), (300, 190), (380, 80), (510, 150)]
    draw.line(points, fill=(*colour, 255), width=10, joint="curve")
    return _png(image, dpi)


def seal_png(*, dpi: int | None = 300, diameter_mm: int = 36) -> bytes:
    """Return a red ring with a star on transparent ground."""
    side = round(diameter_mm / 25.4 * 300)
    image = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    red = (210, 20, 20, 255)
    draw.ellipse((4, 4, side - 5, side - 5), outline=red, width=10)
    draw.ellipse((50, 50, side - 51, side - 51), outline=red, width=4)
    draw.regular_polygon((side / 2, side / 2, side / 6), 5, fill=red)
    return _png(image, dpi)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _png(image: Image.Image, dpi: int | None) -> bytes:
    target = BytesIO()
    image.save(target, "PNG", **({} if dpi is None else {"dpi": (dpi, dpi)}))
    return target.getvalue()


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "CƠ QUAN THỬ NGHIỆM"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _common_name(one: Holder) -> str:
    return str(one.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _builder(
    name: str, issuer: str, key: rsa.RSAPrivateKey, *, until: datetime | None = None
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=4000))
        .not_valid_after(until or NOW + timedelta(days=36_500))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )
