"""The round of a dispatch: forms go out, filled ones come in, a reminder follows."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from archive import disk
from generator.errors import DraftInvalidError
from model.actor import Actor
from model.board import ReplyState
from model.clock import VIETNAM, FixedClock
from model.record import LinkState
from office import RecordsOffice
from tests.archive.failing_disk import KilledError
from tests.archive.forms.filled_forms import filled
from tests.archive.offices import a_reply

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "templates" / "cong-van" / "sample.yaml"
SETTINGS = (ROOT / "templates" / "demo" / "office.toml").read_text(encoding="utf-8")
ISSUED_ON = date(2026, 11, 2)
CODE = "5120/BGDĐT-KHTC"
CLERK = Actor(name="Nguyễn Thị Hằng")
LATE = datetime(2026, 12, 18, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RecordsOffice]:
    with RecordsOffice.create(tmp_path / "office", SETTINGS, clock=FixedClock(LATE)) as made:
        yield made


@pytest.fixture
def issued(office: RecordsOffice) -> RecordsOffice:
    office.issue(SAMPLE, actor=CLERK, on=ISSUED_ON)
    return office


def forms_of(office: RecordsOffice) -> list[Path]:
    return sorted((office.folder.outbox / "2026-di-005120" / "phieu").iterdir())


def form_for(office: RecordsOffice, province: str) -> bytes:
    [form] = [path for path in forms_of(office) if path.name.endswith(f"{province}.docx")]
    return form.read_bytes()


def take_in(office: RecordsOffice, name: str, data: bytes) -> str:
    office.drop(name, data)
    [outcome] = office.take_in(actor=CLERK)
    return str(outcome.id)


def test_issuing_makes_the_forms_of_all_addressees_and_tells_how_far_it_is(office: RecordsOffice) -> None:
    told: list[tuple[int, int]] = []
    office.issue(SAMPLE, actor=CLERK, on=ISSUED_ON, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, 34) for number in range(1, 35)]
    names = [path.name for path in forms_of(office)]
    assert len(names) == 68
    assert names[0] == "001 - Sở Giáo dục và Đào tạo thành phố Hà Nội.docx"


def test_a_form_that_comes_back_is_read_against_its_dispatch(issued: RecordsOffice) -> None:
    typed = {"CT01": "CV 12", "CT03": "thuê dịch vụ", "CT11": (("9", "8", "7"), *[("1", "1", "1")] * 4)}
    record_id = take_in(issued, "trả lời.docx", filled(form_for(issued, "tỉnh Lạng Sơn"), typed))
    [view] = issued.show(record_id)
    assert view.record.links[0].evidence[0].rule == "mark"
    found = {answer.code: answer.value for answer in view.record.answers if answer.value}
    assert found["CT03"] == "thuê dịch vụ"
    assert found["CT11"].startswith("Mầm non | 9 | 8 | 7; Tiểu học")
    [row] = [row for row in issued.replies(CODE).rows if row.replies]
    assert row.missing_items == ("CT02", "CT06", "CT09")


def test_forms_that_a_stop_left_unfinished_are_made_before_the_next_dispatch(
    office: RecordsOffice,
) -> None:
    steps: list[str] = []

    def stop_in_the_forms(name: str, path: Path) -> None:
        if path.parent.name == "phieu":
            steps.append(name)
            if len(steps) == 20:
                raise KilledError

    disk.on_step = stop_in_the_forms
    try:
        with pytest.raises(KilledError):
            office.issue(SAMPLE, actor=CLERK, on=ISSUED_ON)
    finally:
        disk.on_step = None
    assert len(forms_of(office)) < 68
    with RecordsOffice(office.folder.root, clock=FixedClock(LATE)) as again:
        [record] = again.archive.find(CODE)
        assert record.form is not None
        again.desk.finish_forms(lambda *_: None)
    assert len(forms_of(office)) == 68


def test_the_forms_can_be_made_again(issued: RecordsOffice) -> None:
    before = {path.name: path.read_bytes() for path in forms_of(issued) if path.suffix == ".pdf"}
    for path in forms_of(issued):
        path.unlink()
    assert issued.desk.make_forms(CODE, lambda *_: None) == forms_of(issued)[0].parent
    assert {path.name: path.read_bytes() for path in forms_of(issued) if path.suffix == ".pdf"} == before


def test_a_reminder_goes_to_exactly_those_who_have_not_answered(
    issued: RecordsOffice, tmp_path: Path
) -> None:
    for province in ("Lạng Sơn", "Cà Mau"):
        take_in(issued, f"{province}.txt", a_reply(province).encode())
    path = issued.desk.remind(CODE, on=LATE.date(), out=tmp_path / "đôn đốc")
    assert path is not None
    assert path.name == "don-doc-5120-bgddt-khtc-20261218.yaml"
    board = issued.replies(CODE)
    reminder = issued.issue(path, actor=CLERK)
    assert reminder.addressees == board.missing
    assert len(reminder.addressees) == 32
    assert reminder.reminds == board.dispatch
    [text] = [file for file in reminder.files if file.path == "text.txt"]
    words = " ".join(issued.stored_file(reminder, text).read_text(encoding="utf-8").split())
    assert "đôn đốc trả lời Công văn số 5120/BGDĐT-KHTC" in words
    assert "Công văn số 5120/BGDĐT-KHTC ngày 02 tháng 11 năm 2026 về việc báo cáo" in words
    assert "đề nghị trả lời trước ngày 15 tháng 12 năm 2026" in words
    assert "Đến ngày 18 tháng 12 năm 2026, đã quá thời hạn 04 ngày" in words
    assert "tỉnh Lạng Sơn" not in words


def test_who_answers_the_reminder_answers_the_dispatch(issued: RecordsOffice, tmp_path: Path) -> None:
    path = issued.desk.remind(CODE, on=LATE.date(), out=tmp_path)
    assert path is not None
    reminder = issued.issue(path, actor=CLERK)
    answer = a_reply("Sơn La", cites=str(reminder.code)).replace("02 tháng 11", "18 tháng 12")
    take_in(issued, "a.txt", answer.encode())
    form = filled(form_for(issued, "tỉnh Lạng Sơn"), {"CT01": "x"})
    record_id = take_in(issued, "b.docx", form)
    states = {row.addressee.province_id: row.state for row in issued.replies(CODE).rows}
    assert states["p34-son-la"] is states["p34-lang-son"] is ReplyState.ANSWERED_LATE
    [view] = issued.show(record_id)
    assert [link.state for link in view.record.links] == [LinkState.AUTOMATIC]
    assert issued.replies(str(reminder.code)) == issued.replies(CODE)


def test_nobody_is_reminded_when_all_have_answered(issued: RecordsOffice, tmp_path: Path) -> None:
    for row in issued.replies(CODE).rows:
        province = row.addressee.name.removeprefix("Sở Giáo dục và Đào tạo ")
        text = a_reply("x").replace("TỈNH X", province.upper()).replace("tỉnh x", province)
        issued.drop(f"{row.addressee.province_id}.txt", text.replace("x, ngày", "Nơi ấy, ngày").encode())
    list(issued.take_in(actor=CLERK))
    assert issued.replies(CODE).missing == ()
    assert issued.desk.remind(CODE, on=LATE.date(), out=tmp_path) is None


def test_a_reminder_of_a_code_that_is_none_is_refused(office: RecordsOffice, tmp_path: Path) -> None:
    draft = tmp_path / "a.yaml"
    text = SAMPLE.read_text(encoding="utf-8") + "\ndon_doc: hôm qua\n"
    draft.write_text(text, encoding="utf-8")
    with pytest.raises(DraftInvalidError, match="don_doc"):
        office.issue(draft, actor=CLERK)


def test_an_annex_of_its_own_is_drafted_archived_and_sent_as_a_file(
    office: RecordsOffice, tmp_path: Path
) -> None:
    draft = ROOT / "templates" / "huong-dan" / "sample.yaml"
    drafted = {path.name for path in office.draft(draft, tmp_path / "drafts")}
    assert {"sample.pdf", "sample - Phụ lục II.docx", "sample - Phụ lục II.pdf"} <= drafted
    record = office.issue(draft, actor=CLERK, on=ISSUED_ON)
    sent = {path.name for path in (office.folder.outbox / str(record.id)).iterdir()}
    kept = {file.name for file in record.files}
    name = str(record.code).replace("/", "_")
    assert {f"{name}.pdf", f"{name} - Phụ lục II.docx", f"{name} - Phụ lục II.pdf"} <= sent & kept
    assert office.verify().damages == ()
