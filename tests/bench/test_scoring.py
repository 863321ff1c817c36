import pytest

from bench.scoring.judging import Verdict, judge, judge_lists
from bench.scoring.reading import Said


def verdict(field: str, true: str, found: str | None) -> Verdict:
    said = Said(fields={} if found is None else {field: found})
    (judged,) = [one for one in judge({field: true}, said) if one.field == field]
    return judged.verdict


@pytest.mark.parametrize(
    ("field", "true", "found", "expected"),
    [
        ("full_code", "02/SYT-GAVI", "2/SYT-GAVI", Verdict.RIGHT),
        ("full_code", "02/SYT-GAVI", "03/SYT-GAVI", Verdict.WRONG),
        ("symbol", "KH-TTra", "KH-TTRA", Verdict.RIGHT),
        ("organ", "Cục Thuế TP. Hồ Chí Minh", "CỤC THUẾ TP HỒ CHÍ MINH", Verdict.RIGHT),
        ("date", "2018-03-01", "2018-03", Verdict.MISSING),
        ("date", "2018-03-01", "2018-03-02", Verdict.WRONG),
        ("subject", "V/v báo cáo kết quả thực hiện đề án", "báo cáo kêt quả thực hiện đề an", Verdict.RIGHT),
        ("subject", "báo cáo kết quả", "báo cáo", Verdict.WRONG),
        ("signer", "Lưu Đức Huy", None, Verdict.MISSING),
    ],
)
def test_a_field_is_judged_as_a_clerk_would(
    field: str, true: str, found: str | None, expected: Verdict
) -> None:
    assert verdict(field, true, found) is expected


def test_the_month_is_judged_apart_from_the_day() -> None:
    judged = judge({"date": "2018-03-01"}, Said(fields={"date": "2018-03"}))
    assert {one.field: one.verdict for one in judged} == {"date": Verdict.MISSING, "month": Verdict.RIGHT}


def test_an_addressee_that_stands_in_the_paper_is_not_wrong() -> None:
    said = Said(fields={"recipients": ["Bộ Y tế", "Sở Nội vụ", "Sở Xây dựng"]}, text="kinh gui: so noi vu")
    (addressees,) = judge_lists({"recipients": ["Bộ Y tế"]}, said)
    assert (addressees.right, addressees.wrong, addressees.missing) == (1, ("Sở Xây dựng",), ())


def test_answered_and_referred_codes_are_one_list() -> None:
    truth = {"replies_to": ["12/SYT-KH"], "refers_to": ["13/BYT-KH"]}
    (codes,) = judge_lists(truth, Said(fields={"refers_to": ["12/SYT-KH"]}))
    assert (codes.right, codes.wrong, codes.missing) == (1, (), ("13/BYT-KH",))
