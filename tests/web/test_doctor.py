"""The check-up names what became no record, and why; a withheld file it does not name."""

import os
from pathlib import Path

import pytest

from office import RecordsOffice
from web import doctor
from web.doctor import Check, CheckState, HeldFile

SETTINGS = (Path(__file__).parents[2] / "templates" / "demo" / "office.toml").read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> RecordsOffice:
    return RecordsOffice.create(tmp_path / "office", SETTINGS)


def checks(office: RecordsOffice) -> dict[str, Check]:
    with office:
        return {check.name: check for check in doctor.examine_office(office)}


def test_each_file_that_became_no_record_is_named_with_its_reason(office: RecordsOffice) -> None:
    office.drop("ảnh.heic", b"\0\1\2\3" * 300)
    office.drop("rỗng.docx", b"")
    (office.folder.inbox / "lối tắt.pdf").symlink_to("/")
    tuple(office.take_in())
    found = checks(office)
    assert [file.name for file in found["waiting"].files] == ["ảnh.heic"]
    assert list(doctor.lines(found["refused"])) == [
        "[lưu ý] Không nhận: 1 tệp (đường dẫn liên kết, không phải tệp thật: 1)",
        "      lối tắt.pdf: đường dẫn liên kết, không phải tệp thật",
    ]
    assert doctor.fields(found["quarantined"])["files"] == [
        {"path": "rỗng.docx", "reason": {"code": "empty-file", "facts": []}}
    ]


def test_a_withheld_file_is_counted_and_not_named(office: RecordsOffice) -> None:
    office.drop("TUYỆT MẬT.txt", b"x")
    tuple(office.take_in())
    found = checks(office)["withheld"]
    [file] = found.files
    assert file.unnamed is not None
    number, seen_at = file.unnamed.number, file.unnamed.seen_at
    line = f"      số {number} (1 byte, đến lúc {seen_at:%d/%m/%Y %H:%M:%S}): tên tệp có dấu chỉ độ mật"
    assert list(doctor.lines(found))[1:] == [line]
    [told] = doctor.fields(found)["files"]
    assert (told["path"], told["number"], told["size"]) == (None, number, 1)
    assert "TUYỆT" not in str(doctor.fields(found)) + "".join(doctor.lines(found))


def test_of_many_files_the_first_are_shown(office: RecordsOffice) -> None:
    for number in range(23):
        office.drop(f"rỗng {number:02d}.txt", b"")
    tuple(office.take_in())
    found = checks(office)["quarantined"]
    shown = list(doctor.lines(found))
    assert len(shown) == 22
    assert shown[-1] == "      ... và 3 tệp nữa"
    assert len(found.files) == 23


def test_a_file_outside_the_inbox_that_waits_has_no_name() -> None:
    from model.reason import Reason

    check = Check(
        name="waiting",
        state=CheckState.ATTENTION,
        sentence="x",
        files=(HeldFile(None, Reason("no-reader", ("binary",))),),
    )
    shown = list(doctor.lines(check))[1]
    assert (
        shown == "      (tệp nằm ngoài hộp đến): chưa đọc được loại tệp nhị phân mà nội dung không rõ là gì"
    )


def test_nothing_to_tell_is_told(office: RecordsOffice) -> None:
    found = checks(office)
    assert found["clear"].state is CheckState.GOOD
    assert found.keys() & {"waiting", "refused", "quarantined", "withheld"} == set()


def test_each_folder_that_cannot_be_written_is_named_once(
    office: RecordsOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    may, closed = os.access, {office.folder.staging, office.folder.archive}
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) not in closed and may(path, mode))
    with office:
        sentences = [one.sentence for one in doctor.examine_office(office) if one.state is CheckState.BROKEN]
    assert sentences == [
        f"Không ghi được vào {folder}; hãy xem lại quyền của thư mục."
        for folder in (office.folder.archive, office.folder.staging)
    ]


def test_an_inbox_that_cannot_be_read_is_told(office: RecordsOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    may, inbox = os.access, office.folder.inbox
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != inbox and may(path, mode))
    with office:
        found = {check.name: check for check in doctor.examine_office(office)}
    assert found["readable"].state is CheckState.BROKEN


def test_one_cause_is_told_once(office: RecordsOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: RecordsOffice) -> None:
        raise PermissionError(13, "Permission denied", "archive")

    monkeypatch.setattr(RecordsOffice, "archive", property(closed))
    found = [check for check in doctor.examine_office(office) if check.state is CheckState.BROKEN]
    assert [check.sentence for check in found] == ["Không có quyền đọc hoặc ghi archive."]
