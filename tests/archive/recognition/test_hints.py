from dataclasses import replace
from datetime import datetime

import pytest

from archive.recognition.hints import name_on_paper, rests_on_sender, with_hints
from model.actor import Actor
from model.clock import VIETNAM
from model.document_code import DocumentCode
from model.hint import Hint, HintKind
from model.identification import Evidence, Identification, Reading
from model.partial_date import PartialDate

CLERK = Actor(name="Nguyễn Thị Hằng")
READ = "Trưởng Đại học Sư phạm"
NAME = "Trường Đại học Sư phạm Hà Nội"
MINISTRY = "Bộ Giáo dục và Đào tạo"


def a_hint(number: int = 3, text: str = READ, *, kind: HintKind = HintKind.ALIAS, organ: str = NAME) -> Hint:
    at = datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM)
    return Hint(number=number, kind=kind, text=text, organ=organ, added_by=CLERK, added_at=at)


def reading(value: str, rule: str = "letterhead") -> Reading[str]:
    return Reading(value=value, confidence=0.9, evidence=Evidence(text=value, rule=rule, page=1))


CODE = Reading(
    value=DocumentCode.parse("12/ĐHSP-TC"), confidence=0.97, evidence=Evidence(text="12", rule="number-line")
)
DATE = Reading(
    value=PartialDate(2026, 11, 10), confidence=0.97, evidence=Evidence(text="10", rule="date-line")
)
PAPER = Identification(format="pdf", code=CODE, date=DATE, organ=reading(READ))


def asserted(found: Identification) -> tuple[str | None, float | None, str | None]:
    organ = found.organ
    return (None, None, None) if organ is None else (organ.value, organ.confidence, organ.evidence.rule)


def suggested(found: Identification) -> list[str]:
    return [one.value for one in found.suggestions.get("organ", ())]


def test_an_alias_gives_the_name_and_both_readings_are_kept() -> None:
    found = with_hints(PAPER, None, [a_hint()])
    assert asserted(found) == (NAME, 0.85, "office-alias:3")
    assert suggested(found) == [READ]
    assert name_on_paper(found) == READ


@pytest.mark.parametrize("text", ["TRƯỞNG ĐẠI HỌC  SƯ PHẠM", "trương dai hoc su pham"])
def test_an_alias_goes_by_letters_not_by_case_or_diacritics(text: str) -> None:
    assert asserted(with_hints(PAPER, None, [a_hint(text=text)]))[0] == NAME


def test_an_alias_names_the_registered_body_of_the_day() -> None:
    known = replace(a_hint(organ="Sở Giáo dục và Đào tạo"), organ_id="sgddt@p34-lang-son")
    found = with_hints(PAPER, None, [known])
    assert found.organ_id is not None
    assert found.province_id is not None
    assert (found.organ_id.value, found.province_id.value) == ("sgddt@p34-lang-son", "p34-lang-son")


def test_an_alias_below_another_superior_is_only_a_suggestion() -> None:
    found = with_hints(PAPER, None, [replace(a_hint(), parent=MINISTRY)])
    assert asserted(found)[0] == READ
    assert suggested(found) == [NAME]


@pytest.mark.parametrize(("place", "name"), [("Huế", READ), (None, READ), ("Hà  nội", NAME)])
def test_an_alias_of_a_name_without_superior_holds_at_its_place(place: str | None, name: str) -> None:
    paper = replace(PAPER, place=None if place is None else reading(place))
    found = with_hints(paper, None, [replace(a_hint(), place="Hà Nội")])
    assert asserted(found)[0] == name


def test_an_alias_of_another_province_is_only_a_suggestion() -> None:
    paper = replace(PAPER, province_id=reading("p34-ca-mau"))
    found = with_hints(paper, None, [replace(a_hint(), province_id="p34-lang-son")])
    assert asserted(found)[0] == READ
    assert suggested(found) == [NAME]


def test_an_alias_below_the_superior_of_another_province_is_not_even_suggested() -> None:
    there = replace(a_hint(), parent="UBND tỉnh Nghệ An", province_id="p34-nghe-an")
    paper = replace(PAPER, province_id=reading("p34-cao-bang"), parent_organ=reading("UBND tỉnh Cao Bằng"))
    assert with_hints(paper, None, [there]) is paper
    misread = replace(paper, province_id=reading("p34-nghe-an"), parent_organ=reading("UBND tỉnh Nghệ Am"))
    assert suggested(with_hints(misread, None, [there])) == [NAME]


def test_aliases_that_contradict_each_other_are_only_suggestions() -> None:
    found = with_hints(PAPER, None, [a_hint(), a_hint(4, organ="Trường Đại học Sư phạm Huế")])
    assert asserted(found)[0] == READ
    assert suggested(found) == [NAME, "Trường Đại học Sư phạm Huế"]


def test_a_body_that_the_registry_knows_is_what_the_paper_says() -> None:
    paper = replace(PAPER, organ=reading(MINISTRY), organ_id=reading("bgddt"))
    found = with_hints(paper, None, [a_hint(text=MINISTRY)])
    assert asserted(found)[0] == MINISTRY
    assert suggested(found) == [NAME]


@pytest.mark.parametrize("text", ["vt@hnue.edu.vn", "hnue.edu.vn", "edu.vn"])
def test_a_sender_fills_in_who_issued_a_document_that_does_not_say(text: str) -> None:
    paper = replace(PAPER, organ=None)
    found = with_hints(paper, "vt@hnue.edu.vn", [a_hint(text=text, kind=HintKind.SENDER)])
    assert asserted(found) == (NAME, 0.6, "office-sender:3")
    assert rests_on_sender(found)
    assert name_on_paper(found) is None


@pytest.mark.parametrize("text", ["tc@hnue.edu.vn", "nue.edu.vn", "vn.edu"])
def test_a_sender_of_another_address_is_another(text: str) -> None:
    found = with_hints(
        replace(PAPER, organ=None), "vt@hnue.edu.vn", [a_hint(text=text, kind=HintKind.SENDER)]
    )
    assert found == replace(PAPER, organ=None)


def test_a_sender_never_outweighs_the_letterhead() -> None:
    found = with_hints(PAPER, "vt@hnue.edu.vn", [a_hint(text="vt@hnue.edu.vn", kind=HintKind.SENDER)])
    assert asserted(found)[0] == READ
    assert suggested(found) == [NAME]


def test_a_sender_alone_makes_no_document_of_a_file() -> None:
    paper = Identification(format="pdf", date=DATE)
    found = with_hints(paper, "vt@hnue.edu.vn", [a_hint(text="hnue.edu.vn", kind=HintKind.SENDER)])
    assert found.organ is None
    assert suggested(found) == [NAME]


def test_without_a_hint_that_fits_nothing_changes() -> None:
    assert with_hints(PAPER, "vt@hnue.edu.vn", [a_hint(text="Ủy ban nhân dân xã")]) is PAPER
