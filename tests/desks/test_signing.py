import json
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from archive.audit import AuditLog
from archive.errors import TargetExistsError
from archive.office_folder import OfficeFolder
from desks.errors import SignerPictureMissingError, SignerUnknownError
from desks.signing import SigningDesk
from generator.signing.errors import KeyUnusableError, PdfUnsignableError, RootsUnusableError
from model.actor import Actor
from model.clock import FixedClock
from model.copy_form import CopyForm
from model.document_code import DocumentCode
from model.signature import SignerRole, SigningOrder
from tests.generator.signing.authority import NOW, SECRET, holder, root, seal_png, signature_png, written
from tests.generator.signing.signed_files import AGENCY, SIGNER, drawn

CLERK = Actor(name="Văn thư")
PERSON = SigningOrder(role=SignerRole.PERSON)
SEAL = SigningOrder(role=SignerRole.AGENCY)
SETTINGS = """
[co_quan]
ten = "Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"
ky_hieu = "SGDĐT"
dia_danh = "Lâm Đồng"
[ky_so]
goc_tin_cay = "goc"
[ky_so.co_quan]
tep = "co-quan.p12"
anh = "dau.png"
rong_mm = 36
[ky_so.ca_nhan.giam-doc]
tep = "giam-doc.p12"
anh = "chu-ky.png"
"""


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    """Make what signing needs of an office, and a file to sign."""
    for name in ("goc", "archive"):
        (tmp_path / name).mkdir()
    written(tmp_path, "office.toml", SETTINGS.encode())
    written(tmp_path / "goc", "goc.cer", root().certificate.public_bytes(Encoding.DER))
    written(tmp_path, "co-quan.p12", holder(AGENCY).pkcs12())
    written(tmp_path, "giam-doc.p12", holder(SIGNER).pkcs12())
    written(tmp_path, "dau.png", seal_png())
    written(tmp_path, "chu-ky.png", signature_png())
    written(tmp_path, "cv.pdf", drawn())
    return OfficeFolder(tmp_path)


def sign(folder: OfficeFolder, source: str, target: str, order: SigningOrder, secret: str = SECRET) -> bool:
    """Sign a file of the folder; return whether every signature on it is valid."""
    desk = SigningDesk(folder, FixedClock(NOW))
    found = desk.sign(folder.root / source, folder.root / target, order, secret=lambda: secret, actor=CLERK)
    return all(one.valid for one in found)


def test_person_then_agency_sign_into_new_files(folder: OfficeFolder) -> None:
    assert sign(folder, "cv.pdf", "cv-1.pdf", PERSON)
    assert sign(folder, "cv-1.pdf", "cv-2.pdf", SEAL)
    assert (folder.root / "cv.pdf").read_bytes() == drawn()
    assert len(SigningDesk(folder, FixedClock(NOW)).signatures(folder.root / "cv-2.pdf")) == 2


def test_an_existing_file_is_never_replaced(folder: OfficeFolder) -> None:
    with pytest.raises(TargetExistsError):
        sign(folder, "cv.pdf", "cv.pdf", PERSON)
    assert (folder.root / "cv.pdf").read_bytes() == drawn()


def test_separate_files_and_copies_are_signed_with_their_line(folder: OfficeFolder) -> None:
    code = DocumentCode.parse("86/BGDĐT-CNTT")
    assert sign(folder, "cv.pdf", "pl.pdf", replace(SEAL, annex_of=code))
    assert sign(folder, "cv.pdf", "sao.pdf", replace(SEAL, copy=CopyForm.FULL))


def test_each_signing_is_in_the_audit_without_the_secret(folder: OfficeFolder) -> None:
    sign(folder, "cv.pdf", "cv-1.pdf", PERSON)
    (line,) = folder.audit.read_text(encoding="utf-8").splitlines()
    act = json.loads(line)
    assert (act["actor"], act["act"], act["subject"]) == ("Văn thư", "sign", "cv.pdf")
    assert act["facts"]["to"] == "cv-1.pdf"
    assert SECRET not in line
    assert AuditLog(folder.audit).verify() == ()


def test_the_secret_is_asked_only_when_all_else_is_in_order(folder: OfficeFolder) -> None:
    (folder.root / "chu-ky.png").write_bytes(seal_png())

    def asked() -> str:
        raise AssertionError

    desk = SigningDesk(folder, FixedClock(NOW))
    with pytest.raises(Exception, match="picture-not-blue"):
        desk.sign(folder.root / "cv.pdf", folder.root / "a.pdf", PERSON, secret=asked, actor=CLERK)


def test_a_refusal_leaves_no_file(folder: OfficeFolder) -> None:
    with pytest.raises(PdfUnsignableError):
        sign(folder, "cv.pdf", "a.pdf", SEAL)
    with pytest.raises(KeyUnusableError):
        sign(folder, "cv.pdf", "a.pdf", PERSON, secret="sai")  # noqa: S106 - a wrong one
    assert not (folder.root / "a.pdf").exists()
    assert not folder.audit.exists()


def test_a_signer_whom_the_settings_do_not_name_is_unknown(folder: OfficeFolder) -> None:
    with pytest.raises(SignerUnknownError):
        sign(folder, "cv.pdf", "a.pdf", replace(PERSON, person="pho-giam-doc"))
    written(folder.root, "office.toml", SETTINGS.replace('anh = "dau.png"', "").encode())
    sign(folder, "cv.pdf", "cv-1.pdf", PERSON)
    with pytest.raises(SignerPictureMissingError):
        sign(folder, "cv-1.pdf", "a.pdf", SEAL)


def test_a_root_that_is_none_is_named(folder: OfficeFolder) -> None:
    written(folder.root / "goc", "b.cer", b"no certificate")
    with pytest.raises(RootsUnusableError) as refused:
        sign(folder, "cv.pdf", "a.pdf", PERSON)
    assert refused.value.subject.endswith("b.cer")
