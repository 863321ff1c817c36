import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute
from pkcs11.util.x509 import decode_x509_certificate

from generator.signing.errors import KeyUnusableError
from generator.signing.keys import opened_key
from generator.signing.sign import SigningAct, sign_as_person
from model.signature import KeyFile, KeyToken
from tests.generator.signing.authority import NOW, SECRET, holder, root, written
from tests.generator.signing.signed_files import SIGNER, drawn, pictures, verdicts

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
HSM = shutil.which("softhsm2-util")
PIN = "1234"
LABEL = "van-thu"
needs_token = pytest.mark.skipif(HSM is None, reason="needs softhsm2")


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeyToken]:
    """Make a token in software that holds a person's key."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    settings = written(folder, "softhsm2.conf", f"directories.tokendir = {folder}/tokens\n".encode())
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    one = holder(SIGNER)
    key = one.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    run("--init-token", "--free", "--label", "van-thu", "--so-pin", "0000", "--pin", PIN)
    source = str(written(folder, "key.pem", key))
    run("--import", source, "--token", "van-thu", "--label", "ky", "--id", "01", "--pin", PIN)
    keep_certificate(one.certificate.public_bytes(Encoding.DER))
    yield KeyToken(library=LIBRARY, label="van-thu", certificate="ky")
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def run(*words: str) -> None:
    subprocess.run([str(HSM), *words], check=True, capture_output=True, timeout=60)


def keep_certificate(der: bytes) -> None:
    with pkcs11.lib(str(LIBRARY)).get_token(token_label=LABEL).open(rw=True, user_pin=PIN) as session:
        entry = decode_x509_certificate(der)
        session.create_object({**entry, Attribute.TOKEN: True, Attribute.LABEL: "ky", Attribute.ID: b"\x01"})


def refusal(key: KeyFile | KeyToken, secret: str, days: int = 0) -> str:
    now = NOW + timedelta(days=days)
    with pytest.raises(KeyUnusableError) as refused, opened_key(key, secret, now=now):
        pass
    return refused.value.problem.code


@pytest.fixture
def key_file(tmp_path: Path) -> KeyFile:
    return KeyFile(path=written(tmp_path, "key.p12", holder(SIGNER).pkcs12(root())))


def test_a_key_file_is_opened_by_its_password(key_file: KeyFile) -> None:
    with opened_key(key_file, SECRET, now=NOW) as key:
        assert key.holder == SIGNER


def test_a_wrong_password_and_a_wrong_file_are_refused(key_file: KeyFile, tmp_path: Path) -> None:
    assert refusal(key_file, "sai") == "key-password-or-file"
    assert refusal(KeyFile(path=written(tmp_path, "a.p12", b"abc")), SECRET) == "key-password-or-file"


def test_a_missing_key_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), opened_key(KeyFile(path=tmp_path / "a.p12"), SECRET, now=NOW):
        pass


def test_a_certificate_signs_only_while_it_is_in_force(key_file: KeyFile) -> None:
    assert refusal(key_file, SECRET, days=40_000) == "certificate-expired"
    assert refusal(key_file, SECRET, days=-5000) == "certificate-not-yet"


@needs_token
def test_a_token_signs(token: KeyToken) -> None:
    with opened_key(token, PIN, now=NOW) as key:
        signed = sign_as_person(drawn(), SigningAct(key=key, moment=NOW), pictures().signature)
    (one,) = verdicts(signed)
    assert one.valid
    assert one.signer == SIGNER


@needs_token
def test_a_wrong_pin_another_token_and_another_certificate_are_told_apart(token: KeyToken) -> None:
    assert refusal(token, "9999") == "token-pin"
    other = KeyToken(library=LIBRARY, label="không có", certificate="ky")
    assert refusal(other, PIN) == "token-missing"
    assert refusal(KeyToken(library=LIBRARY, label="van-thu", certificate="x"), PIN) == "token-certificate"


def test_a_library_that_is_not_there_or_is_none_is_named(tmp_path: Path) -> None:
    missing = KeyToken(library=tmp_path / "a.so", label="a", certificate="b")
    assert refusal(missing, PIN) == "token-library-missing"
    broken = KeyToken(library=written(tmp_path, "b.so", b"no library"), label="a", certificate="b")
    assert refusal(broken, PIN) == "token-missing"
