from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper

from generator.signing.examination import examine
from generator.signing.roots import Roots
from generator.signing.sign import SigningAct, sign_as_person
from model.signature import Integrity, Trust
from tests.generator.signing.authority import NOW, SECRET, holder, revoked, root, time_service
from tests.generator.signing.signed_files import (
    ROOTS,
    SIGNER,
    act,
    drawn,
    pictures,
    signed_by_both,
    signed_by_person,
    verdicts,
)

NOTE = DictionaryObject(  # type: ignore[no-untyped-call]  # the library publishes half of its types
    {
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/FreeText"),
        NameObject("/Rect"): ArrayObject(map(NumberObject, (50, 50, 300, 300))),
        NameObject("/Contents"): TextStringObject("10 000 000 000 đồng"),
    }
)
OTHER_ROOT = Roots((root("Gốc khác").certificate.public_bytes(Encoding.DER),))


def flipped(pdf: bytes, at: int) -> bytes:
    """Return the file with one bit of one byte changed."""
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def extended(pdf: bytes, *, with_: str) -> bytes:
    """Return the file with something written after its signatures."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    if with_ == "other words on the page":
        page, _ = writer.find_page_for_modification(0)
        writer.add_stream_to_page(0, writer.add_object(StreamObject(stream_data=b"0 0 300 300 re f")))
        writer.mark_update(page)
    elif with_ == "a note over the page":
        writer.register_annotation(writer.root["/Pages"]["/Kids"].raw_get(0), writer.add_object(NOTE))
    else:
        writer.root[NameObject("/Lang")] = TextStringObject("en")
        writer.update_root()
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_file_without_signatures_has_none() -> None:
    assert verdicts(drawn()) == ()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_one_bit_changed_anywhere_breaks_the_signature(share: float) -> None:
    length = len(drawn())
    (one,) = verdicts(flipped(signed_by_person(), int(length * share)))
    assert (one.integrity, one.trust, one.valid) == (Integrity.BROKEN, Trust.UNKNOWN, False)


def test_a_changed_signature_value_is_broken() -> None:
    pdf = signed_by_person()
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    value = pdf[start : pdf.index(b">", start)].rstrip(b"0")
    changed = flipped(pdf, start + len(value) - 40)
    (one,) = verdicts(changed)
    assert not one.valid
    assert one.integrity is Integrity.BROKEN


@pytest.mark.parametrize("what", ["other words on the page", "a note over the page", "another language"])
def test_what_is_added_after_signing_is_seen(what: str) -> None:
    for one in verdicts(extended(signed_by_both(), with_=what)):
        assert (one.integrity, one.valid) == (Integrity.CHANGED, False)


def test_a_file_saved_anew_is_not_what_was_signed() -> None:
    with pikepdf.open(BytesIO(signed_by_both())) as document:
        target = BytesIO()
        document.save(target)
    assert [one.integrity for one in verdicts(target.getvalue())] == [Integrity.BROKEN] * 2


def test_a_signature_cut_out_of_another_file_proves_nothing() -> None:
    other = drawn() + signed_by_person()[len(drawn()) :].replace(b"Trang", b"Trong")
    moved = signed_by_both()[: len(drawn()) - 5] + b"     " + signed_by_both()[len(drawn()) :]
    assert verdicts(other)[0].valid  # the same bytes are the same file
    assert not any(one.valid for one in verdicts(moved))


def test_another_root_is_not_trusted_and_no_root_trusts_nobody() -> None:
    (by_other,) = verdicts(signed_by_person(), OTHER_ROOT)
    (by_none,) = verdicts(signed_by_person(), Roots())
    assert (by_other.trust, by_other.valid, by_other.integrity) == (Trust.UNTRUSTED, False, Integrity.WHOLE)
    assert (by_none.trust, by_none.valid, by_none.root) == (Trust.NO_ROOTS, False, None)


def test_a_revoked_certificate_is_told_with_its_day() -> None:
    day = NOW - timedelta(days=30)
    roots = Roots(ROOTS.certificates, (revoked(holder(SIGNER), at=day),))
    (one,) = verdicts(signed_by_person(), roots)
    assert (one.trust, one.valid, one.revoked_at) == (Trust.REVOKED, False, day)


def test_a_list_that_does_not_name_it_revokes_nothing() -> None:
    roots = Roots(ROOTS.certificates, (revoked(at=NOW),))
    assert verdicts(signed_by_person(), roots)[0].valid


def test_a_certificate_that_has_expired_is_worth_nothing_without_a_timestamp() -> None:
    later = NOW + timedelta(days=40_000)
    (one,) = examine(signed_by_person(), ROOTS, now=later)
    assert (one.trust, one.valid, one.integrity) == (Trust.EXPIRED, False, Integrity.WHOLE)


def test_a_trusted_timestamp_keeps_a_signature_after_its_certificate() -> None:
    stamped = sign_as_person(drawn(), stamped_act(), pictures().signature)
    (now,) = verdicts(stamped)
    assert now.stamped_at == NOW
    assert now.stamp_trusted
    (later,) = examine(stamped, ROOTS, now=NOW + timedelta(days=200))
    assert (later.trust, later.valid) == (Trust.TRUSTED, True)


def test_a_timestamp_of_nobody_knows_whom_does_not_count() -> None:
    stamped = sign_as_person(drawn(), stamped_act(), pictures().signature)
    (one,) = verdicts(stamped, OTHER_ROOT)
    assert one.stamp_trusted is False
    assert not one.valid


def stamped_act() -> SigningAct:
    """Return the act of a person whose certificate ends soon, with a timestamp of a service of the root."""
    signing = act(holder(SIGNER, until=NOW + timedelta(days=100)))
    service = time_service()
    signer = SimpleSigner.load_pkcs12_data(service.pkcs12(), other_certs=(), passphrase=SECRET.encode())
    stamper = DummyTimeStamper(tsa_cert=signer.signing_cert, tsa_key=signer.signing_key, fixed_dt=NOW)
    return SigningAct(key=signing.key, moment=NOW, timestamper=stamper)


@pytest.mark.corpus
def test_real_signed_files_are_read_and_trusted_only_by_roots(shared: Path) -> None:
    files = [
        path
        for path in sorted(shared.glob("corpus/dispatches/pdf/*.pdf"))
        if b"/ByteRange" in path.read_bytes()
    ]
    assert files
    for path in files:
        judged = verdicts(path.read_bytes(), Roots())
        assert judged
        for one in judged:
            assert one.integrity in {Integrity.WHOLE, Integrity.EXTENDED}
            assert one.trust in {Trust.NO_ROOTS, Trust.WEAK}
            assert one.signer
            assert not one.valid
