from pathlib import Path

import pytest

from archive.errors import SettingsError
from archive.settings import read_settings
from model.signature import KeyFile, KeyToken

AGENCY = '[co_quan]\nten = "Sở Y tế"\nky_hieu = "SYT"\ndia_danh = "Huế"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "office.toml"
    path.write_text(AGENCY + text, encoding="utf-8")
    return path


def test_keys_and_pictures_count_from_the_folder_of_the_office(tmp_path: Path) -> None:
    text = (
        '[ky_so]\ngoc_tin_cay = "goc"\n[ky_so.co_quan]\ntep = "a.p12"\nanh = "/b/dau.png"\nrong_mm = 36\n'
        '[ky_so.ca_nhan.giam-doc]\nthu_vien = "/usr/lib/t.so"\ntoken = "Thẻ"\nchung_thu = "Ký"\n'
    )
    signing = read_settings(written(tmp_path, text)).signing
    assert signing.roots == tmp_path / "goc"
    assert signing.agency is not None
    assert signing.agency.key == KeyFile(path=tmp_path / "a.p12")
    assert (signing.agency.picture, signing.agency.width_mm) == (Path("/b/dau.png"), 36)
    person = signing.person("giam-doc")
    assert person is not None
    assert person.key == KeyToken(library=Path("/usr/lib/t.so"), label="Thẻ", certificate="Ký")
    assert signing.person(None) == person


def test_an_office_that_signs_nothing_needs_no_settings(tmp_path: Path) -> None:
    signing = read_settings(written(tmp_path, "")).signing
    assert (signing.agency, signing.persons, signing.roots, signing.timestamp_url) == (None, (), None, None)


def test_of_several_people_one_must_be_named(tmp_path: Path) -> None:
    text = '[ky_so.ca_nhan.a]\ntep = "a.p12"\n[ky_so.ca_nhan.b]\ntep = "b.p12"\n'
    signing = read_settings(written(tmp_path, text)).signing
    assert signing.person(None) is None
    assert signing.person("b") is not None
    assert signing.person("c") is None


@pytest.mark.parametrize(
    ("text", "key", "code"),
    [
        ('[ky_so]\ngoc = "a"\n', "ky_so.goc", "settings-key-unknown"),
        ("[ky_so]\ngoc_tin_cay = 3\n", "ky_so.goc_tin_cay", "settings-no-text"),
        ('[ky_so]\ndau_thoi_gian = "tsa"\n', "ky_so.dau_thoi_gian", "settings-no-url"),
        ('[ky_so]\nco_quan = "a.p12"\n', "ky_so.co_quan", "settings-not-table"),
        ('[ky_so.co_quan]\nanh = "a.png"\n', "ky_so.co_quan", "settings-no-signing-key"),
        ('[ky_so.co_quan]\nthu_vien = "a.so"\ntoken = "b"\n', "ky_so.co_quan", "settings-no-signing-key"),
        ('[ky_so.co_quan]\ntep = "a"\nrong_mm = 400\n', "ky_so.co_quan.rong_mm", "settings-picture-width"),
        ('[ky_so.co_quan]\ntep = "a"\nrong_mm = true\n', "ky_so.co_quan.rong_mm", "settings-picture-width"),
        ('[ky_so.co_quan]\ntep = "a"\npin = "1"\n', "ky_so.co_quan.pin", "settings-key-unknown"),
        ('[ky_so]\nca_nhan = "a"\n', "ky_so.ca_nhan", "settings-not-table"),
        ('[ky_so.ca_nhan."Giám đốc"]\ntep = "a"\n', "ky_so.ca_nhan.Giám đốc", "settings-signer-name"),
    ],
)
def test_a_value_that_is_not_understood_is_named(tmp_path: Path, text: str, key: str, code: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings(written(tmp_path, text))
    assert (refused.value.key, refused.value.problem.code) == (key, code)
