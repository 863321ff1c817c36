import os
from datetime import date
from pathlib import Path

import pytest

from generator.draft import read_draft
from generator.errors import DraftInvalidError
from model.dispatch import Dispatch, Drafter, Filing, Paragraph, Table

TODAY = date(2026, 11, 16)
GOOD = """\
loai: công văn
co_quan_ban_hanh: Sở Giáo dục và Đào tạo
co_quan_chu_quan: UBND tỉnh Lâm Đồng
ky_hieu: SGDĐT-GDTrH
dia_danh: Lâm Đồng
trich_yeu: báo cáo kết quả rà soát
kinh_gui: Bộ Giáo dục và Đào tạo
noi_dung: |
  Sở báo cáo như sau.
luu: VT, GDTrH
nguoi_ky:
  chuc_vu: GIÁM ĐỐC
  ho_ten: Hoàng Thị Bình
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "du-thao.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Dispatch:
    return read_draft(written(folder, text), issuer_defaults=None, today=TODAY)


def refusal(folder: Path, text: str) -> DraftInvalidError:
    with pytest.raises(DraftInvalidError) as caught:
        read(folder, text)
    return caught.value


def test_the_sample_expects_an_answer_of_every_province(sample_path: Path) -> None:
    dispatch = read_draft(sample_path, issuer_defaults=None, today=TODAY)
    assert len(dispatch.expected) == 34
    assert dispatch.expected[0].organ_id.startswith("sgddt@p34-")
    assert dispatch.deadline is not None
    assert dispatch.deadline.due_on == date(2026, 12, 14)
    assert dispatch.issuer.organ_id == "bgddt"
    assert (dispatch.symbol, dispatch.number, dispatch.issued_on) == ("BGDĐT-KHTC", None, None)


def test_a_group_is_counted_on_the_day_of_issue(tmp_path: Path) -> None:
    draft = GOOD.replace("kinh_gui: Bộ", "ngay: 31/3/2014\nkinh_gui: Các sở giáo dục và đào tạo #")
    assert len(read(tmp_path, draft).expected) == 63


def test_header_fields_of_the_office_fill_the_gaps_and_the_draft_wins(tmp_path: Path) -> None:
    draft = GOOD.replace("dia_danh: Lâm Đồng\n", "").replace("co_quan_chu_quan: UBND tỉnh Lâm Đồng\n", "")
    usual = {"dia_danh": "Đà Lạt", "co_quan_chu_quan": "UBND tỉnh Lâm Đồng", "ky_hieu": "SGDĐT-VP"}
    dispatch = read_draft(written(tmp_path, draft), issuer_defaults=usual, today=TODAY)
    assert (dispatch.place, dispatch.symbol) == ("Đà Lạt", "SGDĐT-GDTrH")
    assert dispatch.issuer.parent_name == "UBND tỉnh Lâm Đồng"
    assert dispatch.issuer.organ_id == "sgddt@p34-lam-dong"


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    dispatch = read(tmp_path, GOOD.replace("báo cáo", "ba\u0301o ca\u0301o"))
    assert dispatch.subject == "báo cáo kết quả rà soát"


@pytest.mark.parametrize(
    ("typed", "filing"),
    [
        ("VT, GDTrH", Filing(units=("VT", "GDTrH"))),
        ("VT, GDTrH (2).", Filing(units=("VT", "GDTrH"), copies=2)),
        ("VT.", Filing(units=("VT",))),
        ("[VT, GDTrH]", Filing(units=("VT", "GDTrH"))),
    ],
)
def test_the_filing_line_is_read_as_typed(tmp_path: Path, typed: str, filing: Filing) -> None:
    assert read(tmp_path, GOOD.replace("luu: VT, GDTrH", f"luu: {typed}")).filing == filing


def test_a_label_typed_before_the_subject_is_taken_off(tmp_path: Path) -> None:
    draft = GOOD.replace("trich_yeu: báo", "trich_yeu: V/v báo")
    assert read(tmp_path, draft).subject == "báo cáo kết quả rà soát"


def test_drafter_and_copies(tmp_path: Path) -> None:
    drafted = read(tmp_path, GOOD + "nguoi_soan: HTB\nso_ban: 40\n")
    assert drafted.drafter == Drafter(initials="HTB", copies=40)


@pytest.mark.parametrize(
    ("typed", "due_on"),
    [
        ("2026-12-14", date(2026, 12, 14)),
        ("14/12/2026", date(2026, 12, 14)),
        ("trước ngày 15 tháng 12 năm 2026", date(2026, 12, 14)),
        ("trước ngày 15/12", date(2026, 12, 14)),
        ("chậm nhất ngày 14/12/2026", date(2026, 12, 14)),
    ],
)
def test_a_deadline_is_a_day_or_words(tmp_path: Path, typed: str, due_on: date) -> None:
    deadline = read(tmp_path, f"{GOOD}han_tra_loi: {typed}\n").deadline
    assert deadline is not None
    assert deadline.due_on == due_on


def test_named_responders_replace_those_of_the_addressee_line(tmp_path: Path) -> None:
    named = f"{GOOD}theo_doi: [sgddt@p34-hue, Sở Giáo dục và Đào tạo tỉnh Lạng Sơn, sgddt@p34-hue]\n"
    expected = read(tmp_path, named).expected
    assert [one.province_id for one in expected] == ["p34-hue", "p34-lang-son"]


def test_a_body_keeps_its_parts_in_order(tmp_path: Path) -> None:
    table = "  | TT | Cấp học |\n  |---|---|\n  | 1 | Mầm non |\n"
    body = read(tmp_path, GOOD.replace("như sau.\n", f"như sau.\n\n{table}\n  Hết.\n")).body
    assert [type(part) for part in body] == [Paragraph, Table, Paragraph]
    assert body[1].text == "TT\tCấp học\n1\tMầm non"


REFUSALS = [
    # a key the clerk mistyped, and one that means nothing
    (GOOD.replace("trich_yeu:", "trich_yieu:"), "key-unknown-near", 6, "trich_yieu"),
    (GOOD + "mau_giay: hồng\n", "key-unknown", 14, "mau_giay"),
    (GOOD.replace("  ho_ten:", "  hoten:"), "key-unknown-near", 13, "nguoi_ky.hoten"),
    (GOOD + "dia_danh: Huế\n", "key-twice", 14, "dia_danh"),
    # missing
    (GOOD.replace("trich_yeu: báo cáo kết quả rà soát\n", ""), "field-missing", None, "trich_yeu"),
    (GOOD.replace("trich_yeu: báo cáo kết quả rà soát", "trich_yeu:"), "field-missing", 6, "trich_yeu"),
    (GOOD.replace("  ho_ten: Hoàng Thị Bình\n", ""), "field-missing", 11, "nguoi_ky.ho_ten"),
    (GOOD + "so_ban: 40\n", "field-missing", None, "nguoi_soan"),
    # wrong type
    (GOOD.replace("dia_danh: Lâm Đồng", "dia_danh: {a: b}"), "type-lines", 5, "dia_danh"),
    (GOOD.replace("trich_yeu: báo", "trich_yeu: [báo]\nngay: x #"), "type-date", 7, "ngay"),
    (GOOD.replace("trich_yeu: báo", "trich_yeu: [báo] #"), "type-text", 6, "trich_yeu"),
    (GOOD.replace("nguoi_ky:\n  chuc_vu: GIÁM ĐỐC\n  ho_ten:", "nguoi_ky:"), "type-mapping", 11, "nguoi_ky"),
    (GOOD + "ngay: 31/02/2026\n", "type-date", 14, "ngay"),
    (GOOD + "nguoi_soan: HTB\nso_ban: bốn mươi\n", "type-number", 15, "so_ban"),
    ("- công văn\n", "not-mapping", 1, None),
    ("", "not-mapping", None, None),
    # YAML
    (GOOD.replace("dia_danh: Lâm Đồng", "dia_danh: Lâm: Đồng"), "yaml-broken", 5, None),
    (GOOD.replace("dia_danh: Lâm Đồng", "dia_danh: *noi"), "yaml-alias", 5, None),
    (GOOD.replace("Lâm Đồng\n", 'Lâm\x07\n"', 1), "character-control", 3, None),
    (GOOD.replace("dia_danh: Lâm Đồng", 'dia_danh: "Lâm \\x07"'), "character-control", 5, "dia_danh"),
    (GOOD.replace("dia_danh: Lâm Đồng", "dia_danh: Lâm \u202eĐồng"), "character-control", 5, None),
    ("[" * 100_000, "yaml-deep", 1, None),
    # secrecy stops at the door
    (GOOD + "do_mat: mật\n", "secrecy", 14, "do_mat"),
    (GOOD + "thu_hoi:\n", "recall", 14, "thu_hoi"),
    # the trade
    (GOOD.replace("loai: công văn", "loai: bức thư"), "kind-unknown", 1, "loai"),
    (GOOD.replace("loai: công văn", "loai: giấy đi đường"), "kind-not-generated", 1, "loai"),
    (GOOD.replace("SGDĐT-GDTrH", "12/SGDĐT-GDTrH"), "symbol-invalid", 4, "ky_hieu"),
    (GOOD.replace("SGDĐT-GDTrH", "xin chào"), "symbol-invalid", 4, "ky_hieu"),
    (GOOD + "han_tra_loi: càng sớm càng tốt\n", "deadline-unread", 14, "han_tra_loi"),
    (GOOD + "theo_doi: [Sở Phép thuật]\n", "organ-unknown", 14, "theo_doi"),
    # the body
    (GOOD.replace("noi_dung: |", "noi_dung: >\n\n  Một.\n"), "body-folded", 8, "noi_dung"),
    (GOOD.replace("  Sở báo", "  | a | b |\n  | c | d |\n\n  Sở báo"), "table-no-ruler", 9, "noi_dung"),
    (GOOD.replace("  Sở báo", "  |a|b|\n  |-|-|\n  |c|\n\n  Sở báo"), "table-ragged", 11, "noi_dung"),
]


@pytest.mark.parametrize(("draft", "code", "line", "field"), REFUSALS)
def test_a_bad_draft_is_refused_with_its_place(
    tmp_path: Path, draft: str, code: str, line: int | None, field: str | None
) -> None:
    error = refusal(tmp_path, draft)
    assert (error.reason.code, error.line, error.field) == (code, line, field)


@pytest.mark.parametrize(("draft", "code", "line", "field"), REFUSALS)
def test_its_sentence_names_file_line_and_field(
    tmp_path: Path, draft: str, code: str, line: int | None, field: str | None
) -> None:
    sentence = refusal(tmp_path, draft).sentence
    assert code not in sentence
    assert sentence.startswith(f"Tệp {tmp_path / 'du-thao.yaml'}")
    assert line is None or f", dòng {line}" in sentence
    assert not field or f", trường {field}: " in sentence
    assert sentence.endswith((".", "?"))
    assert "{" not in sentence


def test_a_mistyped_key_is_told_the_nearest_one(tmp_path: Path) -> None:
    assert '"trich_yeu"' in refusal(tmp_path, GOOD.replace("trich_yeu:", "trich_yieu:")).sentence


def test_a_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "du-thao.yaml"
    path.write_bytes(GOOD.encode("utf-16"))
    with pytest.raises(DraftInvalidError, match="not-utf8"):
        read_draft(path, issuer_defaults=None, today=TODAY)


def test_a_huge_file_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "#" * (4 * 1024 * 1024 + 1)).reason.code == "file-too-large"
    with pytest.raises(DraftInvalidError, match="file-unreadable"):
        read_draft(tmp_path / "khong-co.yaml", issuer_defaults=None, today=TODAY)


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "du-thao.yaml"
    os.mkfifo(pipe)
    for path in (Path("/dev/null"), pipe):
        with pytest.raises(DraftInvalidError, match="file-not-plain"):
            read_draft(path, issuer_defaults=None, today=TODAY)


def test_a_chain_of_aliases_is_refused_before_it_grows(tmp_path: Path) -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    assert refusal(tmp_path, f"a0: &a0 ha\n{levels}\n").reason.code == "yaml-alias"
