from datetime import date
from pathlib import Path

import pytest

from generator.draft_copy import copy_form, read_copy
from generator.errors import DraftInvalidError
from model.copy_form import CopyForm
from model.dispatch import Signatory
from model.document_copy import DocumentCopy, Medium

TODAY = date(2026, 11, 16)
FULL = """\
loai: sao y
co_quan_ban_hanh: Sở Nội vụ
ky_hieu: SY-SNV
dia_danh: Lâm Đồng
ngay: 2026-01-20
ban_chinh:
  so_ky_hieu: 07/UBND-VX
  ngay: 2026-01-06
  co_quan: Ủy ban nhân dân tỉnh Lâm Đồng
  loai: công văn
  trich_yeu: rà soát
luu: VT
nguoi_ky: {chuc_vu: GIÁM ĐỐC, ho_ten: Lê An}
"""
RECOPY = (
    FULL.replace("sao y", "sao lục").replace("SY-", "SL-").replace("rà soát\n", "rà soát\n  la_ban: sao y\n")
)
EXTRACT = FULL.replace("sao y", "trích sao").replace("SY-", "TrS-") + "noi_dung: Một phần.\n"


def read(folder: Path, text: str, usual: dict[str, str] | None = None) -> DocumentCopy:
    path = folder / "ban-sao.yaml"
    path.write_text(text, encoding="utf-8")
    return read_copy(path, issuer_defaults=usual, today=TODAY)


def on(text: str, source: str, target: str) -> str:
    return text.replace("rà soát\n", f"rà soát\n  hinh_thuc: {source}\n") + f"hinh_thuc: {target}\n"


def test_a_full_copy_says_what_it_copies_and_who_copied(tmp_path: Path) -> None:
    copy = read(tmp_path, FULL)
    assert (copy.form, copy.medium, copy.original.medium) == (CopyForm.FULL, Medium.PAPER, Medium.PAPER)
    assert str(copy.original.code) == "07/UBND-VX"
    assert copy.issuer.symbol == "SNV"
    assert copy.signatory == Signatory(title="GIÁM ĐỐC", name="Lê An")
    assert str(copy.numbered(3, date(2026, 1, 21)).code) == "03/SY-SNV"


def test_an_extract_holds_the_part_that_is_copied(tmp_path: Path) -> None:
    assert [part.text for part in read(tmp_path, EXTRACT).body] == ["Một phần."]


def test_the_symbol_is_the_offices_own_when_none_is_given(tmp_path: Path) -> None:
    unsaid = FULL.replace("ky_hieu: SY-SNV\n", "")
    assert read(tmp_path, unsaid, {"ky_hieu_co_quan": "SNV"}).symbol == "SY-SNV"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (FULL, {("giấy", "giấy"), ("điện tử", "giấy"), ("giấy", "điện tử")}),
        (RECOPY, {("giấy", "giấy"), ("giấy", "điện tử"), ("điện tử", "giấy")}),
        (EXTRACT, {(a, b) for a in ("giấy", "điện tử") for b in ("giấy", "điện tử")}),
    ],
)
@pytest.mark.parametrize("source", ["giấy", "điện tử"])
@pytest.mark.parametrize("target", ["giấy", "điện tử"])
def test_only_the_ways_of_article_25_are_taken(
    tmp_path: Path, text: str, allowed: set[tuple[str, str]], source: str, target: str
) -> None:
    if (source, target) in allowed:
        assert read(tmp_path, on(text, source, target)).place == "Lâm Đồng"
        return
    with pytest.raises(DraftInvalidError) as caught:
        read(tmp_path, on(text, source, target))
    assert caught.value.reason.code == "copy-path"


REFUSALS = [
    (RECOPY.replace("  la_ban: sao y\n", ""), "copy-of-no-copy", "ban_chinh"),
    (RECOPY.replace("la_ban: sao y", "la_ban: trích sao"), "copy-of-no-copy", "ban_chinh.la_ban"),
    (RECOPY.replace("la_ban: sao y", "la_ban: ảnh"), "copy-form-unknown", "ban_chinh.la_ban"),
    (FULL.replace("rà soát\n", "rà soát\n  la_ban: sao y\n"), "copy-of-copy", "ban_chinh.la_ban"),
    (FULL.replace("SY-SNV", "SL-SNV"), "symbol-of-other-kind", "ky_hieu"),
    (FULL.replace("SY-SNV", "SY"), "symbol-of-other-kind", "ky_hieu"),
    (FULL.replace("2026-01-06", "2026-02-06"), "copy-before-original", "ban_chinh.ngay"),
    (FULL.replace("rà soát\n", "rà soát\n  tep: a.exe\n"), "copy-file-type", "ban_chinh.tep"),
    (FULL.replace("rà soát\n", "rà soát\n  tep: a.pdf\n"), "copy-file-missing", "ban_chinh.tep"),
    (FULL.replace("rà soát\n", "rà soát\n  tep: ../ban-sao.yaml\n"), "copy-file-missing", "ban_chinh.tep"),
    (FULL.replace("rà soát\n", "rà soát\n  hinh_thuc: đá\n"), "medium-unknown", "ban_chinh.hinh_thuc"),
    (FULL.replace("07/UBND-VX", "số bảy"), "code-invalid", "ban_chinh.so_ky_hieu"),
    (FULL.replace("loai: sao y", "loai: công văn"), "copy-form-unknown", "loai"),
    (FULL + "noi_dung: Một.\n", "key-unknown-near", "noi_dung"),
    (EXTRACT.replace("noi_dung: Một phần.\n", ""), "field-missing", "noi_dung"),
    (FULL + "do_mat: mật\n", "secrecy", "do_mat"),
]


@pytest.mark.parametrize(("text", "code", "field"), REFUSALS)
def test_what_is_no_copy_is_refused_in_one_sentence(tmp_path: Path, text: str, code: str, field: str) -> None:
    with pytest.raises(DraftInvalidError) as caught:
        read(tmp_path, text)
    assert (caught.value.reason.code, caught.value.field) == (code, field)
    assert "{" not in caught.value.sentence


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Sao y", CopyForm.FULL),
        ("bản sao lục", CopyForm.RECOPY),
        ("trich-sao", CopyForm.EXTRACT),
        ("công văn", None),
    ],
)
def test_a_form_of_copy_is_known_by_its_names(text: str, form: CopyForm | None) -> None:
    assert copy_form(text) is form
