import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.query import (
    AllOf,
    AnyOf,
    Clause,
    DateRange,
    Keys,
    Phrase,
    Prefix,
    Query,
    Titled,
    Word,
    loosen,
)
from index.query_parser import MOST_WORDS, parse_query, read_query
from model.reason import Reason
from model.search import Places


def written(clause: Clause) -> str:
    """Write a clause as text: phrases in quotes, codes and keys in brackets, of several names the first."""
    if isinstance(clause, Word | Prefix):
        return clause.folded + "*" * isinstance(clause, Prefix)
    if isinstance(clause, Phrase | Titled):
        return '"' + " ".join(word.folded for word in clause.words) + '"'
    if isinstance(clause, Keys):
        codes = (key.removeprefix("ma~") for key, _ in clause.scores if key.startswith("ma~"))
        return f"[{next(codes, clause.scores[0][0])}]"
    if isinstance(clause, AnyOf | AllOf):
        parts = clause.parts[:1] if isinstance(clause, AnyOf) and clause.share < 1 else clause.parts
        sign = " | " if isinstance(clause, AnyOf) else " & "
        return sign.join(map(written, parts))
    assert isinstance(clause, DateRange)
    first, last = ("" if day in {date.min, date.max} else str(day) for day in (clause.first, clause.last))
    return f"{first}..{last}"


def shown(query: Query) -> list[str]:
    """Write what is wanted, then what is not, with a minus."""
    excluded = (f"-{written(clause)}" for clause in query.excluded)
    return [*map(written, query.clauses), *excluded]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo VEMIS", ["bao", "cao", "vemis"]),
        (unicodedata.normalize("NFD", "BÁO CÁO"), ["bao", "cao"]),
        ("báo báo cáo", ["bao", "cao"]),
        # phrases
        ('"báo cáo" vemis', ['"bao cao"', "vemis"]),
        ("“báo cáo” «năm học»", ['"bao cao"', '"nam hoc"']),
        ('"vemis"', ["vemis"]),
        ('""', []),
        # what is typed as one thing belongs together
        ("GD&ĐT", ['"gd dt"']),
        ("23/3/2017", ['"23 3 2017"']),
        ("tháng 3/2017", ['"thang 3 2017"']),
        ("1616/2014", ['"1616 2014" | [so=1616] & 2014-01-01..2014-12-31']),
        ("số 1616 năm 2014", ['"so 1616 nam 2014" | [so=1616] & 2014-01-01..2014-12-31']),
        ("1616-2014", ['"1616 2014" | [so=1616] & 2014-01-01..2014-12-31']),
        ("23/3/17", ['"23 3 17"']),
        ("từ 2016 đến tháng 3/2017", ['"tu 2016 den thang 3 2017"']),
        ("cv 1616", ["cv", "1616"]),
        ("TP.HCM", ['"tp hcm"']),
        ("BGDĐT-KHTC", ['"bgddt khtc"']),
        ("Huế,Vinh", ["hue", "vinh"]),
        # codes
        ("1616/BGDĐT-KHTC", ["[1616/bgddt-khtc]"]),
        ("1616/bgddt-khtc", ["[1616/bgddt-khtc]"]),
        ("1616 / bgdđt – khtc", ["[1616/bgddt-khtc]"]),
        ('"1616/BGDĐT-KHTC"', ["[1616/bgddt-khtc]"]),
        ("trả lời số 06/QĐ-UBND ngày", ["tra", "loi", "so", "[6/qd-ubnd]", "ngay"]),
        ("33/2015/qđ-ubnd", ["[33/2015/qd-ubnd]"]),
        ("12-CV/TU", ["[12-cv/tu]"]),
        ("1616", ["1616"]),
        ("1616/BGDĐT", ['"1616 bgddt" | [so=1616] & [kh=bgddt] | [ma?1616/bgddt]']),
        # the name of a province, old or new, stands together
        ("báo cáo An Giang", ["bao", "cao", '"an giang"']),
        ("ha nam", ['"ha nam"']),
        ("Bà Rịa - Vũng Tàu", ['"ba ria vung tau"']),
        ("Huế", ["hue"]),
        # organs have several names
        ("báo cáo SGDĐT", ["bao", "cao", "sgddt"]),
        ("Sở GD&ĐT", ['"so gd dt"']),
        # codes with slips may be plain words as well
        ("1166 BGDĐT CNTT", ["1166 & bgddt & cntt | [ma?1166/bgddtcntt]"]),
        ("1I66/BGDDT-CNTT", ["1i66 & bgddt & cntt | [ma?1166/bgddtcntt]"]),
        ("mua 12 xe VX", ["mua", "12", "xe", "vx"]),
        # syntax
        ("vem*", ["vem*"]),
        ("trườ*", ["truo*"]),
        ("báo cáo OR tờ trình", ["bao & cao | to & trinh"]),
        ("kế hoạch hoặc", ["ke", "hoach", "hoac"]),
        ("kế hoạch -vemis", ["ke", "hoach", "-vemis"]),
        ('kế hoạch -"năm học" mới', ["ke", "hoach", "moi", '-"nam hoc"']),
        ("kế hoạch - vemis", ["ke", "hoach", "vemis"]),
        # fields
        ("số:1616", ["[so=1616]"]),
        ("so: 1616/BGDĐT-KHTC", ["[1616/bgddt-khtc]"]),
        ("số:0016/bgddt học", ["[so=16] & [kh=bgddt]", "hoc"]),
        ("ký hiệu:UBND-VX", ["[kh=ubnd] & [kh=vx]"]),
        ("số đến:7", ["[den=7]"]),
        ("từ:2017-01", ["2017-01-01.."]),
        ("từ ngày: 23/3/2017 đến: tháng 4/2017 học", ["2017-03-23..", "..2017-04-30", "hoc"]),
        ("năm:2017", ["2017-01-01..2017-12-31"]),
        ("ngày:quý II/2017", ["2017-04-01..2017-06-30"]),
        ("tỉnh:Hà Giang học", ["[tinh=p63-ha-giang]", "hoc"]),
        ('-tinh:"ha giang" học', ["hoc", "-[tinh=p63-ha-giang]"]),
        ("tỉnh:thành phố Huế", ["[tinh=p63-thua-thien-hue]"]),
        ("cơ quan:tài chính", ["[cq=tai] & [cq=chinh]"]),
        ("loại:tờ trình học", ["[loai=to-trinh]", "hoc"]),
        ("loại:QĐ", ["[loai=quyet-dinh]"]),
        ("trả lời:1616", ["[tlso=1616]"]),
        ("trích yếu:số liệu năm:2017", ['"so lieu"', "2017-01-01..2017-12-31"]),
        ("người ký:Toàn", ["[nk=toan]"]),
        ("chiều:đi", ["[chieu=out]"]),
        # not syntax
        ("từ:hôm nào", ["tu", "hom", "nao"]),
        ("tỉnh:Xyz", ["tinh", "xyz"]),
        ("-vemis", ["vemis"]),
        ("OR", ["or"]),
        ("kế hoạch OR", ["ke", "hoach"]),
        ('báo "cáo', ["bao", "cao"]),
        ('"báo cáo" "vemis', ['"bao cao"', "vemis"]),
        ("*** ??? ()[]{} \\", []),
        ("\x00\x1b\x7f", []),
        ("", []),
    ],
)
def test_a_query_is_read_as_a_clerk_means_it(text: str, expected: list[str]) -> None:
    assert shown(parse_query(text)) == expected


def test_without_diacritics_every_word_matches_any() -> None:
    assert all(word.is_loose for word in parse_query('bao cao "y te" BGDĐT').words if word.is_plain)


def test_among_diacritics_a_plain_word_is_meant_plain() -> None:
    assert not any(word.is_loose for word in parse_query("y tế").words)


def test_a_plain_word_that_nobody_spells_plainly_lacks_its_marks() -> None:
    query = loosen(parse_query('báo cáo truong "y tế"'), {"y"}.__contains__)
    assert [word.folded for word in query.words if word.is_loose] == ["truong"]


def test_neighbouring_words_are_paired_for_ranking() -> None:
    assert parse_query("báo cáo An Giang").pairs == ("bao cao", "cao an", "an giang")


def test_an_endless_query_is_cut() -> None:
    query = parse_query(" ".join(f"từ{number}" for number in range(2500)))
    assert len(list(query.words)) == MOST_WORDS


def test_an_endless_phrase_is_cut() -> None:
    query = parse_query('"' + "báo cáo " * 1250 + '"')
    assert len(list(query.words)) <= MOST_WORDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo", ()),
        ('báo "cáo', (Reason("query-quote-odd"),)),
        ("báo cáo OR", (Reason("query-or-alone"),)),
        ("-báo", (Reason("query-as-words"),)),
        ("v*", (Reason("query-star-lone"),)),
        ("từ:hôm nào", (Reason("query-field-unread", ("từ:hôm nào",)),)),
        ("x " * (MOST_WORDS + 1), (Reason("query-cut", (str(MOST_WORDS),)),)),
        ("OR", (Reason("query-or-alone"),)),
        ("từ:2018 đến:2017", (Reason("query-dates-exchanged"),)),
        ("từ:2017 đến:2018", ()),
        ("thuế (phí OR lệ phí)", (Reason("query-brackets"),)),
        ("thuế (phí)", ()),
        ("HÀ GIANG", (Reason("query-place-heir", ("Hà Giang", "Tuyên Quang")),)),
        ("tuyên quang", (Reason("query-place-formers", ("Tuyên Quang", "Hà Giang")),)),
        ("Lạng Sơn", ()),
        ("minh hai", (Reason("query-place-former", ("Minh Hải", "1996", "Cà Mau", "Bạc Liêu, Cà Mau")),)),
        # of a city nothing is said, nor of what is quoted or left out: there the name stands for itself
        ("Nha Trang", ()),
        ('"Hà Giang"', ()),
        ("vemis -tỉnh:Hà Giang", ()),
        ("Bộ KH&ĐT", (Reason("query-organ-heir", ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính")),)),
        ("Bộ Tài chính", ()),
    ],
)
def test_what_is_not_read_as_typed_is_said(text: str, expected: tuple[Reason, ...]) -> None:
    assert read_query(text).notes == expected


@pytest.mark.parametrize(
    ("text", "places", "found"),
    [
        ("tỉnh:Hà Giang", Places.NAMED, ["p63-ha-giang"]),
        ("tỉnh:Hà Giang", Places.HEIRS, ["p63-ha-giang", "p34-tuyen-quang"]),
        ("tỉnh:hagiang", Places.HEIRS, ["p63-ha-giang", "p34-tuyen-quang"]),
        # a province that is in no list of units any more is its ground
        ("tỉnh:Minh Hải", Places.HEIRS, ["p63-bac-lieu", "p63-ca-mau", "p34-ca-mau"]),
        ("tỉnh:Hà Tây", Places.HEIRS, ["p63-ha-noi", "p34-ha-noi"]),
        ("tỉnh:Gia Lai - Kon Tum", Places.NAMED, []),
    ],
)
def test_a_place_finds_its_heir_by_switch(text: str, places: Places, found: list[str]) -> None:
    (clause,) = read_query(text, places).query.clauses
    assert list(keys_in(clause)) == [f"tinh={unit}" for unit in found]


def keys_in(clause: Clause) -> Iterator[str]:
    if isinstance(clause, Keys):
        yield from (key for key, _ in clause.scores)
    elif isinstance(clause, AnyOf):
        for part in clause.parts:
            yield from keys_in(part)


_FRAGMENTS = st.sampled_from(
    [
        *(
            "báo cáo",
            '"',
            "“",
            "-",
            "*",
            " OR ",
            "|",
            "số:",
            "từ:",
            "tỉnh:",
            "cơ quan:",
            "3/2017",
            "năm ",
            "0",
        ),
        *("1616/BGDĐT-KHTC", "99/99/2017", "\x00", "\ud800", "(", "[a-z]+)+$", "\u0301", "đ", " "),
    ]
)


@given(st.one_of(st.text(), st.lists(_FRAGMENTS).map("".join)))
@example('"' * 10_000)
@example("*" * 10_000)
@example("-" * 10_000)
@example("a" * 10_000)
@example("1I" * 5_000)
@example("số:" * 3_000)
@example("SBZ|" * 2_500)
@example("1BGDĐT-" * 1_400)
@example("1/A.B" * 2_000)
@example("cv " * 3_000)
@example("từ 1/1/2017 đến " * 600)
@example("từ:2018 đến:2017 " * 600)
@example("(a+)+$" * 2_000)
@example(" OR " * 3_000)
def test_any_text_is_read(text: str) -> None:
    read = read_query(text)
    assert len(list(read.query.words)) <= 4 * MOST_WORDS
    assert all(len(clause.words) > 1 for clause in read.query.clauses if isinstance(clause, Phrase))


def test_a_decimal_number_is_one_thing_in_both_notations() -> None:
    assert parse_query("12,5%").clauses == parse_query("12.5%").clauses != parse_query("12, 5%").clauses
    assert parse_query("2017,2018").clauses == parse_query("2017, 2018").clauses
