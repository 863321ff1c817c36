"""The commands ``sign`` and ``signature`` as a clerk and a script meet them."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from cli import run
from model.clock import SystemClock
from tests.generator.signing.authority import SECRET, holder, root, seal_png, signature_png, written
from tests.generator.signing.signed_files import AGENCY, SIGNER, drawn, signed_by_both
from web.exit_codes import ExitCode

SIGNING = """
[ky_so.co_quan]
tep = "co-quan.p12"
anh = "dau.png"
[ky_so.ca_nhan.giam-doc]
tep = "giam-doc.p12"
anh = "chu-ky.png"
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Make an office that can sign, and a file to sign in it; the secret is in the environment."""
    folder = tmp_path / "office"
    run(["init", str(folder), "--name", "Sở Giáo dục và Đào tạo", "--symbol", "SGDĐT", "--place", "Đà Lạt"])
    settings = folder / "office.toml"
    text = settings.read_text(encoding="utf-8").replace("# goc_tin_cay =", "goc_tin_cay =")
    settings.write_text(text.replace('"chung-thu-goc"', '"."') + SIGNING, encoding="utf-8")
    written(folder, "goc.cer", root().certificate.public_bytes(Encoding.DER))
    written(folder, "co-quan.p12", holder(AGENCY).pkcs12())
    written(folder, "giam-doc.p12", holder(SIGNER).pkcs12())
    written(folder, "dau.png", seal_png())
    written(folder, "chu-ky.png", signature_png())
    written(folder, "cv.pdf", drawn())
    monkeypatch.chdir(folder)
    monkeypatch.setenv("VANTHU_PIN", SECRET)
    for variable in ("VANTHU_OFFICE", "VANTHU_TRACEBACK"):
        monkeypatch.delenv(variable, raising=False)
    capsys.readouterr()
    return folder


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("office")
def test_a_file_is_signed_by_both_and_each_signature_is_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["sign", "cv.pdf", "-o", "cv-1.pdf", "--as", "person"]) is ExitCode.DONE
    assert run(["sign", "cv-1.pdf", "-o", "cv-2.pdf", "--as", "agency"]) is ExitCode.DONE
    capsys.readouterr()
    assert run(["signature", "cv-2.pdf"]) is ExitCode.DONE
    person, agency = capsys.readouterr().out.splitlines()
    assert person.startswith(f"cv-2.pdf: {SIGNER} (CƠ QUAN THỬ NGHIỆM), ký lúc")
    assert "chỉ thêm chữ ký" in person
    assert "bao trùm toàn bộ tệp; chứng thư dẫn về gốc “Gốc thử nghiệm”" in agency


@pytest.mark.usefixtures("office")
def test_programs_get_every_fact(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sign", "cv.pdf", "-o", "cv-1.pdf", "--as", "person", "--json"]) is ExitCode.DONE
    (fact,) = objects(capsys)
    assert fact["signer"] == SIGNER
    assert fact["valid"] is True
    assert (fact["integrity"], fact["trust"], fact["digest"]) == ("whole", "trusted", "sha256")
    assert str(fact["signed_at"]).startswith(f"{SystemClock().now():%Y-%m-%d}")
    assert str(fact["signed_at"]).endswith("+07:00")


def test_without_office_or_roots_nobody_is_trusted_and_the_code_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VANTHU_OFFICE", raising=False)
    path = written(tmp_path, "a.pdf", signed_by_both())
    assert run(["signature", str(path)]) is ExitCode.INVALID
    assert capsys.readouterr().out.count("CHƯA TIN CẬY") == 2


@pytest.mark.usefixtures("office")
def test_an_altered_file_is_said_to_be_altered(capsys: pytest.CaptureFixture[str]) -> None:
    altered = bytearray(signed_by_both())
    altered[5000] ^= 1
    Path("c.pdf").write_bytes(bytes(altered))
    assert run(["signature", "c.pdf"]) is ExitCode.INVALID
    assert capsys.readouterr().out.count("CHỮ KÝ KHÔNG HỢP LỆ") == 2


@pytest.mark.usefixtures("office")
def test_unsigned_and_unreadable_files_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.pdf").write_bytes(b"%PDF-1.7\nno")
    assert run(["signature", "cv.pdf", "x.pdf", "missing.pdf"]) is ExitCode.SOME_FAILED
    said = capsys.readouterr()
    assert said.out == "cv.pdf: không có chữ ký số.\n"
    assert "x.pdf: Không xem được chữ ký: tệp PDF bị hỏng." in said.err
    assert "missing.pdf" in said.err


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-o", "a.pdf"], ExitCode.USAGE, "--as person"),
        (["--as", "person"], ExitCode.USAGE, "sau -o"),
        (["-o", "a.pdf", "--as", "boss"], ExitCode.USAGE, "“boss” phải là person"),
        (["-o", "a.pdf", "--as", "person", "--page", "1"], ExitCode.USAGE, "đi cùng nhau"),
        (["-o", "a.pdf", "--as", "person", "--copy", "sao-y"], ExitCode.USAGE, "--as agency"),
        (["-o", "a.pdf", "--as", "agency", "--annex-of", "/A-B"], ExitCode.USAGE, "không phải là số"),
        (["-o", "a.pdf", "--as", "person", "--signer", "ai-do"], ExitCode.USAGE, "“ai-do”"),
        (["-o", "cv.pdf", "--as", "person"], ExitCode.SOME_FAILED, "đã có sẵn"),
        (["-o", "a.pdf", "--as", "agency"], ExitCode.INVALID, "người có thẩm quyền chưa ký"),
    ],
)
def test_a_refusal_is_one_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], code: ExitCode, said: str
) -> None:
    assert run(["sign", "cv.pdf", *words]) is code
    assert said in capsys.readouterr().err
    assert not Path("a.pdf").exists()
