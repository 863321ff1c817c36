from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.signing import examination
from generator.signing.errors import PdfUnreadableError, SigningError
from generator.signing.examination import examine
from generator.signing.roots import Roots
from generator.signing.sign import sign_with_line
from model.signature import Integrity
from tests.generator.signing.authority import NOW, holder
from tests.generator.signing.signed_files import AGENCY, act, drawn, signed_by_both, verdicts


def problem(pdf: bytes) -> str:
    with pytest.raises(PdfUnreadableError) as refused:
        examine(pdf, Roots(), now=NOW)
    return refused.value.problem.code


def locked() -> bytes:
    """Return our file with a password."""
    target = BytesIO()
    with pikepdf.open(BytesIO(drawn())) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    assert problem(b"") == "pdf-none"
    assert problem(b"PK\x03\x04" + bytes(2000)) == "pdf-none"


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "MOST_BYTES", 1000)
    assert problem(drawn()) == "pdf-too-large"


def test_a_damaged_file_is_said_to_be_damaged() -> None:
    assert problem(b"%PDF-1.7\n" + bytes(5000)) == "pdf-damaged"
    assert problem(drawn()[: len(drawn()) // 2]) == "pdf-damaged"


def test_an_encrypted_file_is_said_to_be_so() -> None:
    assert problem(locked()) == "pdf-encrypted"


@pytest.mark.parametrize(
    "broken",
    [
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached >>",
        b"<< /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2] /Contents <00> >>",
        b"<< /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 10 99999999 10] /Contents <3080> >>",
        b"<< /Type /Sig /SubFilter /adbe.x509.rsa_sha1 /ByteRange [0 1 2 3] /Contents <00> >>",
        b"<< /Type /Sig /SubFilter 7 /ByteRange /No /Contents (text) >>",
    ],
)
def test_a_field_with_a_broken_signature_proves_nothing(broken: bytes) -> None:
    with pikepdf.open(BytesIO(drawn())) as document:
        field = pikepdf.Object.parse(b"<< /FT /Sig /T (a) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>")
        field.V = document.make_indirect(pikepdf.Object.parse(broken))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([document.make_indirect(field)]))
        target = BytesIO()
        document.save(target)
    (one,) = examine(target.getvalue(), Roots(), now=NOW)
    assert one.integrity in {Integrity.BROKEN, Integrity.UNCLEAR}
    assert not one.valid


def test_fields_that_contain_each_other_end_in_an_answer() -> None:
    with pikepdf.open(BytesIO(drawn())) as document:
        field = document.make_indirect(pikepdf.Object.parse(b"<< /FT /Sig /T (a) >>"))
        field.Kids = pikepdf.Array([field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        target = BytesIO()
        document.save(target)
    assert problem(target.getvalue()) == "pdf-damaged"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "_CHILD", "import time; time.sleep(60)")
    monkeypatch.setattr(examination, "_SECONDS", 0.1)
    assert problem(drawn()) == "pdf-too-hard"


def test_nothing_in_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert verdicts(drawn()) == ()


@settings(max_examples=8, deadline=None)
@given(start=st.integers(0, 60_000), noise=st.binary(min_size=1, max_size=400))
def test_noise_in_a_signed_file_ends_in_an_answer_or_one_error_and_is_never_valid(
    start: int, noise: bytes
) -> None:
    pdf = signed_by_both()
    at = start % len(pdf)
    noisy = pdf[:at] + noise + pdf[at + len(noise) :]
    try:
        judged = verdicts(noisy)
    except PdfUnreadableError:
        return
    if noisy != pdf:
        assert not all(one.valid for one in judged) or not judged


@settings(max_examples=8, deadline=None)
@given(st.binary(max_size=3000))
def test_signing_anything_at_all_ends_in_one_error(noise: bytes) -> None:
    with pytest.raises(SigningError):
        sign_with_line(b"%PDF-1.7\n" + noise, act(holder(AGENCY)), "Số: 1/A")
