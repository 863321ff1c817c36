"""A dispatch drawn by us, and the keys and pictures of the two who sign it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.serialization import Encoding

from generator.pdf_archive import archival
from generator.render import render
from generator.signing.examination import examine
from generator.signing.keys import opened_key
from generator.signing.picture import Picture, read_picture
from generator.signing.roots import Roots
from generator.signing.sign import SigningAct, sign_as_agency, sign_as_person
from model.dispatch import Dispatch
from model.signature import KeyFile, PdfSignature, SignerRole
from tests.generator.conftest import DISPATCH
from tests.generator.signing.authority import NOW, SECRET, Holder, holder, root, seal_png, signature_png

SIGNER = DISPATCH.signatory.name
AGENCY = "SỞ GIÁO DỤC VÀ ĐÀO TẠO"
ROOTS = Roots((root().certificate.public_bytes(Encoding.DER),))


@dataclass(frozen=True)
class Pictures:
    """What the two who sign show."""

    signature: Picture
    seal: Picture


@cache
def pictures() -> Pictures:
    with TemporaryDirectory() as folder:
        signature, seal = Path(folder, "s.png"), Path(folder, "d.png")
        signature.write_bytes(signature_png())
        seal.write_bytes(seal_png())
        return Pictures(
            read_picture(signature, SignerRole.PERSON, width_mm=None),
            read_picture(seal, SignerRole.AGENCY, width_mm=None),
        )


@cache
def drawn(dispatch: Dispatch = DISPATCH) -> bytes:
    return archival(render(dispatch).pdf, dated=date(2026, 3, 9))


def act(who: Holder, *before: PdfSignature, secret: str = SECRET) -> SigningAct:
    with TemporaryDirectory() as folder:
        path = Path(folder, "key.p12")
        path.write_bytes(who.pkcs12(root()))
        with opened_key(KeyFile(path=path), secret, now=NOW) as key:
            return SigningAct(key=key, moment=NOW, before=before)


def verdicts(pdf: bytes, roots: Roots = ROOTS) -> tuple[PdfSignature, ...]:
    return examine(pdf, roots, now=NOW)


@cache
def signed_by_person() -> bytes:
    return sign_as_person(drawn(), act(holder(SIGNER)), pictures().signature)


@cache
def signed_by_both() -> bytes:
    before = verdicts(signed_by_person())
    return sign_as_agency(signed_by_person(), act(holder(AGENCY), *before), pictures().seal)
