import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.document_code import DocumentCode, DocumentCodeError, find_codes
from model.document_kind import DocumentKind
from model.vietnamese import nfc

_TABLE = Path(__file__).with_name("document_codes.txt").read_text(encoding="utf-8")
EXAMPLES = [
    tuple(field.strip() for field in line.split("|"))
    for line in _TABLE.splitlines()
    if not line.startswith("#")
]

_numbers = st.builds(
    "{}{}".format, st.integers(min_value=1, max_value=9_999_999), st.sampled_from(["", "a", "B", ".15"])
)
_symbols = st.sampled_from(
    ["BGDĐT-KHTC", "QĐ-TTg", "QH15", "CT.TTHT", "TTr-NN&PTNT", "CV/RKV", "SYT-NVY-TCCB", "TLĐ"]
)
_years = st.none() | st.integers(min_value=1945, max_value=2099)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_each_known_way_of_writing_is_read(example: tuple[str, ...]) -> None:
    written, number, year, kind, organ, units = example

    code = DocumentCode.parse(written)

    found = (
        code.number,
        str(code.year or ""),
        code.kind.label if code.kind else "",
        code.organ,
        " + ".join(code.units),
    )
    assert found == (number, year, kind, organ, units)


def test_the_table_holds_all_104_ways() -> None:
    assert len(EXAMPLES) == 104


@given(number=_numbers, symbol=_symbols, year=_years)
def test_a_code_survives_being_printed_and_read(number: str, symbol: str, year: int | None) -> None:
    code = DocumentCode(number=number, symbol=symbol, year=year)

    assert DocumentCode.parse(str(code)) == code


@given(number=_numbers, symbol=_symbols, year=_years)
def test_a_code_is_found_where_a_sentence_cites_it(number: str, symbol: str, year: int | None) -> None:
    code = DocumentCode(number=number, symbol=symbol, year=year)
    text = f"Theo văn bản số {code} ngày 01/7/2026 của cơ quan"

    (found,) = find_codes(text)

    assert found.code == code
    assert text[found.start : found.end] == found.written == str(code)


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_refused_as_none(text: str) -> None:
    try:
        code = DocumentCode.parse(text)
    except DocumentCodeError:
        return
    assert DocumentCode.parse(str(code)) == code


@given(st.text(alphabet="0123456789/-.&aBĐđTg \nSốKHÐ–", max_size=40))
def test_what_is_found_in_a_text_stands_there_and_is_a_code(text: str) -> None:
    for found in find_codes(text):
        assert text[found.start : found.end] == found.written
        assert DocumentCode.parse(found.written) == found.code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12/15",
        "13/02/2012",
        "số",
        "Số 15 Hai Bà Trưng",
        "abc",
        "12/",
        "60 km/h",
        "QĐ-UBND",
        "1/2/3",
        "12//KH-UBND",
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(DocumentCodeError) as refusal:
        DocumentCode.parse(text)

    assert refusal.value.text == text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2359 /CT-TTHT", "2359/CT-TTHT"),
        ("3176B/QĐ-SYT", "3176B/QĐ-SYT"),
        ("66.15/2026/NQ-CP", "66.15/2026/NQ-CP"),
        ("6602/CT.TTHT", "6602/CT.TTHT"),
        ("Số 399-QĐ/TW", "399-QĐ/TW"),
        ("1711/CV/MIPEC", "1711/CV/MIPEC"),
        ("12/BC-SGD&amp;ĐT", "12/BC-SGDĐT"),
        ("2865/GDĐT –KT & KĐCL", "2865/GDĐT-KT&KĐCL"),
        ("15/VP-UBND", "15/VPUBND"),
        ("Luật số: 33/2024/QH15", "33/2024/QH15"),
        ("07-NQ/TƯ", "07-NQ/TƯ"),
        ("10/BC-SGDDT", "10/BC-SGDĐT"),
        ("Số:    /TB-UBND", "/TB-UBND"),
    ],
)
def test_a_code_is_printed_in_its_normal_form(written: str, printed: str) -> None:
    assert str(DocumentCode.parse(written)) == printed


def test_a_decomposed_code_equals_the_composed_one() -> None:
    written = "512/SGDĐT-TƯ"

    assert DocumentCode.parse(unicodedata.normalize("NFD", written)) == DocumentCode.parse(written)


def test_our_own_numbers_have_two_digits_at_least() -> None:
    assert str(DocumentCode.of(number=7, symbol="BGDĐT-KHTC")) == "07/BGDĐT-KHTC"
    assert str(DocumentCode.of(number=1616, symbol="BGDĐT-KHTC")) == "1616/BGDĐT-KHTC"
    assert str(DocumentCode.of(number=6, symbol="QĐ-UBND", year=2025)) == "06/2025/QĐ-UBND"


def test_a_symbol_that_is_none_gives_no_code() -> None:
    with pytest.raises(DocumentCodeError):
        DocumentCode.of(number=7, symbol="kế hoạch")


def test_leading_zeros_separators_and_the_case_of_a_letter_do_not_tell_codes_apart() -> None:
    assert DocumentCode.parse("006/CT.TTHT").key == DocumentCode.parse("6/CT-TTHT").key
    assert DocumentCode.parse("1234A/UBND-VX").key == DocumentCode.parse("1234a/UBND-VX").key


@pytest.mark.parametrize(
    "other", ["45/TTR-UBND", "45a/TTr-UBND", "45/2014/TTr-UBND", "45-TTr/UBND", "/TTr-UBND"]
)
def test_case_letter_year_and_form_tell_codes_apart(other: str) -> None:
    assert DocumentCode.parse(other).key != DocumentCode.parse("45/TTr-UBND").key


def test_the_folded_key_joins_a_code_with_its_damaged_form() -> None:
    assert (
        DocumentCode.parse("1616/BGDDT-KHTC").folded_key == DocumentCode.parse("1616/BGDĐT-KHTC").folded_key
    )
    assert DocumentCode.parse("117/QD-TTG").folded_key == DocumentCode.parse("117/QĐ-TTg").folded_key


@pytest.mark.parametrize(
    ("written", "digits", "suffix", "has_number"),
    [
        ("06/2025/QĐ-UBND", 6, "", True),
        ("1234a/UBND-VX", 1234, "a", True),
        ("66.15/2026/NQ-CP", 66, ".15", True),
        ("/SGDĐT-KHTC", None, "", False),
    ],
)
def test_a_number_has_digits_and_perhaps_a_suffix(
    written: str, digits: int | None, suffix: str, *, has_number: bool
) -> None:
    code = DocumentCode.parse(written)

    assert (code.digits, code.suffix, code.has_number) == (digits, suffix, has_number)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("09/2009/CT-UBND", DocumentKind.DIRECTIVE),
        ("12/CT-TTg", DocumentKind.DIRECTIVE),
        ("2359/CT-TTHT", DocumentKind.OFFICIAL_DISPATCH),
        ("45/2019/QH14", None),
        ("12/QD-UBND", None),
        ("123/TB", DocumentKind.ANNOUNCEMENT),
        ("151/CV", DocumentKind.OFFICIAL_DISPATCH),
    ],
)
def test_the_symbol_tells_the_kind_only_where_it_can(written: str, kind: DocumentKind | None) -> None:
    assert DocumentCode.parse(written).kind is kind


def test_a_kind_that_stands_alone_names_no_organ() -> None:
    code = DocumentCode.parse("123/TB")

    assert (code.organ, code.units) == ("", ())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Căn cứ Quyết định 117/QĐ-TTg ngày 25/01/2017", ["117/QĐ-TTg"]),
        ("thực hiện Kết luận số 18-KL/TW và Công văn số 1432/KCB ngày 13/02/2012", ["18-KL/TW", "1432/KCB"]),
        ("Số: 2359 /CT-TTHT", ["2359/CT-TTHT"]),
        ("Luật số 45/2019/QH14, Nghị quyết số 66.7/2025/NQ-CP.", ["45/2019/QH14", "66.7/2025/NQ-CP"]),
        ("Công văn số 1616/\nBGDĐT-KHTC", ["1616/BGDĐT-KHTC"]),
        ("1432/KCB", ["1432/KCB"]),
        # a dash that begins the next line is a bullet, a full stop ends the sentence
        ("Kế hoạch số 12/KH-UBND\n- UBND tỉnh", ["12/KH-UBND"]),
        ("Quyết định số 12/QĐ-TTg. UBND tỉnh", ["12/QĐ-TTg"]),
        ("theo Quyết định số 12/QĐ-UBND - Sở Y tế", ["12/QĐ-UBND"]),
        # no codes
        ("ngày 13/02/2012, tổng số 12/15, tốc độ 60 km/h, 1/2 HS, 24/7", []),
        ("giá 50.000đ/HS, 5000đ/HS, bằng 3/4 DT", []),
        ("mẫu số 02/KK-TNCN và biểu 05/QTT-TNCN", []),
        ("tỷ lệ 10/HS và 20/GV", []),
        ("công văn số 2808/CV-Vilube/2012 của Công ty", []),
        ("Số:      /SGDĐT-KHTC", []),
    ],
)
def test_codes_are_found_in_running_text_and_nothing_else(text: str, codes: list[str]) -> None:
    assert [str(found.code) for found in find_codes(text)] == codes


@pytest.mark.corpus
def test_the_codes_of_real_documents_are_read_as_people_read_them(shared: Path) -> None:
    manifest = (shared / "corpus/dispatches/manifest.jsonl").read_text(encoding="utf-8")
    truths = [json.loads(line)["truth"] for line in manifest.splitlines()]
    coded = [truth for truth in truths if "full_code" in truth]

    for truth in coded:
        code = DocumentCode.parse(truth["full_code"])
        found = (str(code), code.digits, code.suffix, code.symbol, code.year)
        suffix, year = truth.get("number_suffix", ""), truth.get("year_in_code")
        assert found == (truth["full_code"], truth["number"], suffix, truth["symbol"], year)
        assert code.kind is None or code.kind.label == truth["type"]
    assert len(coded) > 200


@pytest.mark.corpus
def test_the_codes_that_real_texts_cite_are_found(shared: Path) -> None:
    manifest = (shared / "corpus/dispatches/manifest.jsonl").read_text(encoding="utf-8")
    documents = [row for row in map(json.loads, manifest.splitlines()) if row["format"] == "txt"]
    cited, found = 0, 0

    for document in documents:
        text = nfc((shared / "corpus/dispatches" / Path(document["file"])).read_text(encoding="utf-8"))
        keys = {found_code.code.key for found_code in find_codes(text)}
        for written in document["truth"].get("replies_to", []) + document["truth"].get("refers_to", []):
            cited += 1
            found += _key(written) in keys
    assert found / cited > 0.8, "the rest are codes of companies, which have no common form"


def _key(written: str) -> str:
    try:
        return DocumentCode.parse(written).key
    except DocumentCodeError:
        return ""
