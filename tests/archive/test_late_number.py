"""A file that was taken for no document gets its arrival number once a person says what document it is."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.errors import NothingToDecideError
from archive.ocfl.staging import Source
from model.actor import Actor
from model.correction import Correction
from model.ledger import LedgerState
from model.record import Record
from model.record_id import RecordId
from tests.archive.failing_disk import KilledError
from tests.archive.offices import CLERK, CODE, a_reply, an_archive, drop, issue_sample, reopened
from tests.archive.own_readers import OwnReaders

FILE, DOCUMENT = RecordId(2026, "tep", 1), RecordId(2026, "den", 1)
TYPED = Correction(
    code="212/SGDĐT-KHTC",
    dated="10/11/2026",
    organ="Sở Giáo dục và Đào tạo",
    parent_organ="UBND tỉnh Lạng Sơn",
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    for module in ("lookahead", "resuming"):
        monkeypatch.setattr(f"archive.{module}.readers", OwnReaders)
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    note = f"Kính gửi Bộ. Trả lời Công văn số {CODE} ngày 02/11/2026: toàn tỉnh có 118 trường."
    drop(archive, "ghi chú.txt", note.encode())
    [outcome] = archive.take_in(actor=CLERK)
    assert outcome.id == FILE
    yield archive
    archive.close()


def correct(archive: Archive, typed: Correction = TYPED) -> Record:
    return archive.clerk.correcting.correct(FILE, typed, remember=False, actor=CLERK)[0]


def is_sound(archive: Archive) -> bool:
    return archive.verify(indexed=None, progress=lambda *_: None).is_sound


def acts(archive: Archive) -> list[str]:
    return [json.loads(line)["act"] for line in archive.folder.audit.read_text().splitlines()]


def before_the_next_change(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, somebody_else: Callable[[], object]
) -> None:
    change = archive.store.change

    def after_another(
        record_id: RecordId,
        changed: Callable[[Record], Record],
        *,
        message: str,
        actor: Actor,
        files: Mapping[str, Source] | None = None,
    ) -> Record:
        monkeypatch.setattr(archive.store, "change", change)
        somebody_else()
        return change(record_id, changed, message=message, actor=actor, files=files)

    monkeypatch.setattr(archive.store, "change", after_another)


def test_a_file_that_a_person_corrects_into_a_document_gets_the_next_number(office: Archive) -> None:
    record = correct(office)
    assert (record.id, record.arrival_number, str(record.code)) == (DOCUMENT, 1, "212/SGDĐT-KHTC")
    assert record.came_on == office.store.load(FILE).registered_at.date()
    assert (record.parted_from, [reason.code for reason in record.review]) == (FILE, ["link-proposed"])
    assert [file.sha256 for file in record.files] == [file.sha256 for file in office.store.load(FILE).files]
    assert office.store.load(DOCUMENT) == record
    file = office.store.load(FILE)
    assert (file.parted_off, file.review, file.code) == ((DOCUMENT,), (), None)
    assert office.waiting_for_review() == (record,)
    assert acts(office)[-2:] == ["register", "correct"]
    assert is_sound(office)


def test_the_next_arrival_gets_the_number_after_it(office: Archive) -> None:
    correct(office)
    drop(office, "a.txt", a_reply("Cà Mau", number=77))
    [outcome] = office.take_in(actor=CLERK)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, 2)


def test_a_rebuilt_office_knows_it(office: Archive) -> None:
    record = correct(office)
    office.rebuild(lambda *_: None)
    assert office.find("212/SGDĐT-KHTC") == (record,)
    assert is_sound(office)


def test_what_the_file_was_is_corrected_no_more(office: Archive) -> None:
    correct(office)
    with pytest.raises(NothingToDecideError):
        correct(office)


def test_who_corrects_a_file_that_became_a_document_meanwhile_is_told(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_next_change(office, monkeypatch, lambda: correct(office))
    with pytest.raises(NothingToDecideError):
        correct(office, Correction(subject="Ghi chú"))
    assert office.store.load(FILE).subject != "Ghi chú"


def test_of_two_who_type_half_a_document_each_the_second_gets_its_number(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_next_change(office, monkeypatch, lambda: correct(office, Correction(dated=TYPED.dated)))
    record = correct(office, Correction(organ=TYPED.organ, parent_organ=TYPED.parent_organ))
    assert (record.id, record.arrival_number) == (DOCUMENT, 1)
    assert is_sound(office)


def test_what_makes_no_document_gets_no_number(office: Archive) -> None:
    record = correct(office, Correction(subject="Ghi chú"))
    assert (record.id, record.arrival_number) == (FILE, None)


def test_a_file_that_turns_out_to_be_a_document_which_is_there_gets_no_number(office: Archive) -> None:
    drop(office, "a.txt", a_reply("Lạng Sơn", number=212))
    [outcome] = office.take_in(actor=CLERK)
    [there] = office.find(str(outcome.id))
    assert there.dated is not None
    record = correct(
        office,
        Correction(
            code=str(there.code),
            dated=f"{there.dated.exact:%d/%m/%Y}",
            organ=there.organ,
            parent_organ=there.parent_organ,
        ),
    )
    assert (record.id, record.arrival_number) == (FILE, None)
    assert "may-be-version" in {reason.code for reason in record.review}


@pytest.mark.parametrize("step", ["place", "change", "enter"])
def test_a_stop_at_any_step_is_finished_at_the_next_start(
    office: Archive, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(office.store, step, _killed)
        with pytest.raises(KilledError):
            correct(office)
    again = reopened(office)
    [record] = again.find("212/SGDĐT-KHTC")
    assert (record.id, record.arrival_number) == (DOCUMENT, 1)
    assert again.store.load(FILE).parted_off == (DOCUMENT,)
    assert is_sound(again)


def _killed(*_: object, **__: object) -> None:
    raise KilledError
