from pathlib import Path

import pytest

from archive.errors import SettingsError
from archive.settings import read_settings
from model.document_kind import DocumentKind

AGENCY = """
[co_quan]
ten = "Sở Giáo dục và Đào tạo"
chu_quan = "UBND tỉnh Lạng Sơn"
ky_hieu = "SGDĐT"
dia_danh = "Lạng Sơn"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_agency_and_its_choices_are_read(tmp_path: Path) -> None:
    settings = read_settings(
        written(
            tmp_path,
            AGENCY + "[so_rieng]\nquyet-dinh = 'qd'\n[so_mo_dau]\ndi.2026 = 211\ndi-qd.2026 = 14\n"
            "[hop_den]\ngiay_cho_on_dinh = 10\n",
        )
    )
    assert (settings.agency.name, settings.agency.parent) == ("Sở Giáo dục và Đào tạo", "UBND tỉnh Lạng Sơn")
    assert settings.openings == {("di", 2026): 211, ("di-qd", 2026): 14}
    assert settings.settle_seconds == 10
    assert settings.book_of(DocumentKind.DECISION) == "di-qd"
    assert settings.book_of(DocumentKind.OFFICIAL_DISPATCH) == "di"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("not toml", ""),
        ("[co_quan]\nten = 'x'\n", "co_quan.dia_danh"),
        (AGENCY.replace('"Lạng Sơn"', "7"), "co_quan.dia_danh"),
        (AGENCY + "tel = '1'\n", "co_quan.tel"),
        (AGENCY + "[may_in]\nten = 'x'\n", "may_in"),
        (AGENCY + "[so_rieng]\nbai-tho = 'bt'\n", "so_rieng.bai-tho"),
        (AGENCY + "[so_rieng]\nquyet-dinh = '../x'\n", "so_rieng.quyet-dinh"),
        (AGENCY + "[so_mo_dau]\ndi.2026 = -1\n", "so_mo_dau.di.2026"),
        (AGENCY + "[so_mo_dau]\ndi.nam = 1\n", "so_mo_dau.di.nam"),
        (AGENCY + "[so_mo_dau]\ndi = 1\n", "so_mo_dau.di"),
        (AGENCY + "[hop_den]\ngiay_cho_on_dinh = 0\n", "hop_den.giay_cho_on_dinh"),
        ("co_quan = 1\n", "co_quan"),
    ],
)
def test_a_value_that_is_not_understood_is_named(tmp_path: Path, text: str, key: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    assert (caught.value.path, caught.value.key) == (path, key)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_settings(tmp_path / "office.toml")
