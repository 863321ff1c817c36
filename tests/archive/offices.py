"""An archive for tests, with a dispatch of ours that the 34 departments of education are asked to answer."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from archive.archive import Archive
from archive.office_folder import OfficeFolder
from archive.outgoing import Issued
from archive.settings import Agency, Settings
from model.actor import Actor
from model.clock import VIETNAM, FixedClock
from model.deadline import Deadline
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.ledger import FilingOutcome
from model.organ import expand_group
from model.partial_date import PartialDate
from model.record import Addressee, Direction, Record
from model.record_id import OUTGOING_BOOK, RecordId
from model.reply_form import ReplyForm

CLERK = Actor(name="Nguyễn Thị Hằng")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=VIETNAM)
ISSUED_ON = date(2026, 11, 2)
CODE = DocumentCode.parse("5120/BGDĐT-KHTC")

AGENCY = Agency(organ_id=None, name="Bộ Giáo dục và Đào tạo", parent=None, place="Hà Nội", symbol="BGDĐT")
SETTINGS = Settings(agency=AGENCY, openings={(OUTGOING_BOOK, 2026): 5119})


def an_archive(folder: Path, *, at: datetime = NOON, settings: Settings = SETTINGS) -> Archive:
    """Return a new archive whose clock stands still."""
    home = OfficeFolder(folder)
    return Archive.create(home, settings, FixedClock(at))


def reopened(archive: Archive, *, at: datetime = NOON) -> Archive:
    """Return the same archive as a program finds it that starts anew."""
    archive.close()
    return Archive.open(archive.folder, archive.settings, FixedClock(at))


def issue_sample(archive: Archive, *, on: date = ISSUED_ON) -> Record:
    """Issue a dispatch 5120/BGDĐT-KHTC to the 34 departments of education, due before 15 December 2026."""

    def render(record_id: RecordId) -> Issued:
        return Issued(record=sample(record_id, on), files={})

    return archive.issue(book=OUTGOING_BOOK, on=on, render=render, actor=CLERK)


def sample(record_id: RecordId, on: date) -> Record:
    """Return the record of the sample dispatch, without files."""
    return Record(
        id=record_id,
        direction=Direction.OUTGOING,
        registered_at=NOON,
        registered_by=CLERK,
        code=DocumentCode.of(number=record_id.serial, symbol=CODE.symbol),
        kind=DocumentKind.OFFICIAL_DISPATCH,
        subject="báo cáo tình hình sử dụng phần mềm quản lý trường học",
        dated=PartialDate.of(on),
        organ=AGENCY.name,
        addressees=tuple(
            Addressee(organ_id=body.id, name=body.full_name, province_id=body.province_id)
            for body in expand_group("các sở giáo dục và đào tạo", on)
        ),
        deadline=Deadline(literal="trước ngày 15 tháng 12 năm 2026", due_on=date(2026, 12, 14)),
    )


def issue_form(archive: Archive, form: ReplyForm, *, on: date = ISSUED_ON) -> Record:
    """Issue the same dispatch with a form to be filled in."""

    def render(record_id: RecordId) -> Issued:
        return Issued(record=replace(sample(record_id, on), form=form), files={})

    return archive.issue(book=OUTGOING_BOOK, on=on, render=render, actor=CLERK)


def a_reply(
    province: str, *, number: int = 212, cites: str = "5120/BGDĐT-KHTC", day: str = "09 tháng 11"
) -> str:
    """Return the text of an answer by a province's department of education, as a TXT file holds it."""
    return f"""UBND TỈNH {province.upper()}                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ GIÁO DỤC VÀ ĐÀO TẠO                  Độc lập - Tự do - Hạnh phúc

Số: {number}/SGDĐT-KHTC                       {province}, ngày {day} năm 2026
V/v báo cáo tình hình sử dụng phần mềm
quản lý trường học

Kính gửi: Bộ Giáo dục và Đào tạo

Thực hiện Công văn số {cites} ngày 02 tháng 11 năm 2026 của Bộ Giáo dục và Đào tạo về việc báo cáo
tình hình sử dụng phần mềm quản lý trường học, Sở Giáo dục và Đào tạo tỉnh {province} báo cáo như sau:
1. Số trường đã dùng phần mềm: 118 trường.
2. Khó khăn: đường truyền ở các xã vùng cao chưa ổn định./.

Nơi nhận:                                   GIÁM ĐỐC
- Như trên;
- Lưu: VT, KHTC.                            Trần Văn Bình
"""


def drop(archive: Archive, name: str, data: str | bytes) -> Path:
    """Put a whole file into the inbox."""
    path = archive.folder.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def take_in(archive: Archive) -> list[FilingOutcome]:
    """Make one pass over the inbox; return what became of each file."""
    return list(archive.take_in(actor=CLERK))


def is_sound(archive: Archive) -> bool:
    """Whether all invariants hold, but for those of the index."""
    return archive.verify(indexed=None, progress=lambda *_: None).is_sound
