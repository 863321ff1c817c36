import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import SettingsError, SettingsUnreadableError
from archive.settings import Agency, read_settings, unfilled
from model.document_kind import DocumentKind
from model.reason import Reason

SHIPPED = Path(__file__).parents[2] / "templates" / "office.toml"

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
        (AGENCY + "[so_mo_dau]\ndi.2026 = true\n", "so_mo_dau.di.2026"),
        (AGENCY + "[so_mo_dau]\ndi.2026 = 1" + 30 * "0" + "\n", "so_mo_dau.di.2026"),
        (AGENCY + "[so_mo_dau]\ndii.2026 = 4\n", "so_mo_dau.dii"),
        (AGENCY + "[so_mo_dau]\ntep.2026 = 4\n", "so_mo_dau.tep"),
        (AGENCY + "[so_rieng]\nquyet-dinh = 'qd'\n[so_mo_dau]\ndi-tb.2026 = 4\n", "so_mo_dau.di-tb"),
        (AGENCY + "[hop_den]\ngiay_cho_on_dinh = 0\n", "hop_den.giay_cho_on_dinh"),
        (AGENCY + "[hop_den]\ngiay_cho_on_dinh = nan\n", "hop_den.giay_cho_on_dinh"),
        (AGENCY + "[hop_den]\ngiay_cho_on_dinh = true\n", "hop_den.giay_cho_on_dinh"),
        (AGENCY + "[hop_den]\ngiay_giua_hai_lan_quet = inf\n", "hop_den.giay_giua_hai_lan_quet"),
        (AGENCY.replace('"SGDĐT"', '"SGD/ĐT"'), "co_quan.ky_hieu"),
        (AGENCY.replace('"SGDĐT"', '"SGD ĐT"'), "co_quan.ky_hieu"),
        (AGENCY + 'ma = "sgdđt"\n', "co_quan.ma"),
        (AGENCY + 'ma = "sgddt@p34-atlantis"\n', "co_quan.ma"),
        ("co_quan = 1\n", "co_quan"),
    ],
)
def test_a_value_that_is_not_understood_is_named(tmp_path: Path, text: str, key: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    assert (caught.value.path, caught.value.key) == (path, key)


@pytest.mark.parametrize("symbol", ["BGDĐT", "SNN&MT", "TTg", "VPUB-NC2"])
def test_a_symbol_may_have_letters_digits_and_two_signs(tmp_path: Path, symbol: str) -> None:
    path = written(tmp_path, AGENCY.replace("SGDĐT", symbol))
    assert read_settings(path).agency.symbol == symbol


def test_an_organ_is_one_of_the_registry(tmp_path: Path) -> None:
    path = written(tmp_path, AGENCY + 'ma = "sgddt@p34-lang-son"\n')
    assert read_settings(path).agency.organ_id == "sgddt@p34-lang-son"


def test_what_other_editors_put_before_the_text_and_decomposed_letters_are_understood(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + unicodedata.normalize("NFD", AGENCY))
    assert read_settings(path).agency.place == "Lạng Sơn"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[co_quan]\nten = = 1\n", Reason("settings-syntax", ("2", "7"))),
        (b"[co_quan]\nten = [1,\n", Reason("settings-syntax", ("3", "1"))),
        (b"[co_quan]\n\nten = '\xff'\n", Reason("settings-not-utf8", ("3",))),
    ],
)
def test_a_file_that_cannot_be_read_says_in_which_line(tmp_path: Path, data: bytes, reason: Reason) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(data)
    with pytest.raises(SettingsUnreadableError) as caught:
        read_settings(path)
    assert caught.value.problem == reason


def test_what_a_new_office_was_not_told_is_named() -> None:
    shipped = read_settings(SHIPPED).agency
    assert unfilled(shipped) == ("co_quan.ten", "co_quan.ky_hieu", "co_quan.dia_danh")
    assert unfilled(replace(shipped, name="Sở Y tế", place="Huế")) == ("co_quan.ky_hieu",)
    assert unfilled(Agency(organ_id=None, name="Sở Y tế", parent=None, place="Huế", symbol="SYT")) == ()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_settings(tmp_path / "office.toml")


def test_the_types_of_data_files_are_endings_of_names(tmp_path: Path) -> None:
    path = written(tmp_path, AGENCY + '\n[du_lieu]\nkieu = ["mdb", "zip"]\n')
    assert read_settings(path).data_types == {"mdb", "zip"}


@pytest.mark.parametrize("kinds", ['"mdb"', '[".mdb"]', '["MDB"]', "[1]", '["docx"]', '["pdf"]'])
def test_what_is_no_ending_or_is_read_as_a_document_is_no_data(tmp_path: Path, kinds: str) -> None:
    path = written(tmp_path, AGENCY + f"\n[du_lieu]\nkieu = {kinds}\n")
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    assert caught.value.key == "du_lieu.kieu"


def test_the_search_engine_is_chosen_by_name(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, AGENCY)).search_engine == "whoosh"
    chosen = AGENCY + "[tim_kiem]\nbo_may = 'tantivy'\n"
    assert read_settings(written(tmp_path, chosen)).search_engine == "tantivy"


@pytest.mark.parametrize("table", ["bo_may = 3", "may = 'tantivy'"])
def test_a_search_engine_is_a_name(tmp_path: Path, table: str) -> None:
    with pytest.raises(SettingsError, match="tim_kiem"):
        read_settings(written(tmp_path, AGENCY + f"[tim_kiem]\n{table}\n"))
