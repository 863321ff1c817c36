from datetime import date
from pathlib import Path

from archive.archive import Archive
from model.ledger import LedgerState
from model.record import LinkState
from tests.archive.offices import CLERK, a_reply, an_archive, drop, issue_sample

LONG_AGO = date(2014, 3, 31)


def answered(archive: Archive) -> list[LinkState]:
    [outcome] = archive.take_in(actor=CLERK)
    assert outcome.state is LedgerState.FILED
    return [link.state for link in archive.find(str(outcome.id))[0].links]


def test_a_dispatch_is_answered_by_its_code_however_old_it_is(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    code = issue_sample(archive, on=LONG_AGO).code
    text = a_reply("Lạng Sơn", cites=str(code)).replace("02 tháng 11 năm 2026 của", "31 tháng 3 năm 2014 của")
    drop(archive, "trả lời.txt", text.replace("11 năm 2026", "4 năm 2014"))
    assert answered(archive) == [LinkState.AUTOMATIC]


def test_a_dispatch_issued_while_the_office_works_is_known_to_the_next_pass(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    assert list(archive.take_in(actor=CLERK)) == []
    issue_sample(archive)
    drop(archive, "trả lời.txt", a_reply("Lạng Sơn"))
    assert answered(archive) == [LinkState.AUTOMATIC]
