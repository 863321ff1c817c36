"""The whole journey: a dispatch goes out, answers come in, are filed and found; also when the power goes."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from generator.demo import ISSUED_ON as DEMO_ISSUED_ON
from model.actor import Actor
from model.board import ReplyState
from model.clock import VIETNAM, FixedClock
from model.ledger import FilingOutcome, LedgerState
from model.organ import expand_group
from model.record import Direction, FileRole
from office import OfficeNotFoundError, RecordsOffice, build_demo
from tests.archive.offices import a_reply

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "templates" / "cong-van" / "sample.yaml"
SETTINGS = (ROOT / "templates" / "demo" / "office.toml").read_text(encoding="utf-8")
CODE = "5120/BGDĐT-KHTC"
CLERK = Actor(name="Nguyễn Thị Hằng")
REPLIES = 500


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RecordsOffice]:
    with RecordsOffice.create(tmp_path / "office", SETTINGS.replace("on_dinh = 2", "on_dinh = 0.2")) as made:
        yield made


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordsOffice]:
    with build_demo(tmp_path_factory.mktemp("demo") / "office", told=lambda _: None) as made:
        yield made


def provinces() -> list[str]:
    return [
        body.full_name.split("tỉnh ")[-1].split("hành phố ")[-1]
        for body in expand_group("các sở giáo dục và đào tạo", date(2026, 11, 2))
    ]


def drop_replies(office: RecordsOffice, number: int) -> None:
    """Drop that many answers at once, every one another document."""
    names = provinces()
    for serial in range(1, number + 1):
        province = names[serial % len(names)]
        path = office.folder.inbox / f"trả lời {serial:03d}.txt"
        path.write_text(a_reply(province, number=serial), encoding="utf-8")


def test_a_dispatch_goes_out_with_number_files_and_addressees(demo: RecordsOffice) -> None:
    [view] = demo.show(CODE)
    assert view.record.direction is Direction.OUTGOING
    assert len(view.record.addressees) == 34
    files = {file.role: file for file in view.record.files}
    assert set(files) == {FileRole.RENDERED, FileRole.DRAFT, FileRole.TEXT}
    sent = demo.folder.outbox / str(view.record.id)
    assert sorted(path.suffix for path in sent.iterdir()) == ["", ".docx", ".pdf"]
    forms = [*(sent / "phieu").iterdir()]
    assert len(forms) == 2 * 34
    assert (sent / "phieu" / "001 - Sở Giáo dục và Đào tạo thành phố Hà Nội.docx") in forms
    assert view.record.dated is not None
    assert view.record.dated.exact == DEMO_ISSUED_ON


@pytest.mark.parametrize(
    ("code", "day", "first_addressee"),
    [
        ("1616/BGDĐT-KHTC", date(2014, 3, 31), "Sở Giáo dục và Đào tạo thành phố Hà Nội"),
        ("1166/BGDĐT-CNTT", date(2017, 3, 23), "Ủy ban nhân dân thành phố Hà Nội"),
    ],
)
def test_the_two_older_dispatches_have_their_own_number_date_and_63_addressees(
    demo: RecordsOffice, code: str, day: date, first_addressee: str
) -> None:
    [view] = demo.show(code)
    assert view.record.dated is not None
    assert view.record.dated.exact == day
    assert view.record.id.year == day.year
    assert len(view.record.addressees) == len(demo.replies(code).rows) == 63
    assert view.record.addressees[0].name == first_addressee


@pytest.mark.parametrize("today", [date(2026, 3, 4), date(2025, 7, 1)])
def test_the_sample_office_is_made_also_where_the_clock_is_behind(tmp_path: Path, today: date) -> None:
    clock = FixedClock(datetime(today.year, today.month, today.day, 9, 0, tzinfo=VIETNAM))
    with build_demo(tmp_path / "office", told=lambda _: None, clock=clock) as made:
        [view] = made.show(CODE)
        assert view.record.dated is not None
        assert view.record.dated.exact == today
        assert made.replies(CODE).answered == 12


def test_the_board_shows_who_answered_and_who_is_missing(demo: RecordsOffice) -> None:
    board = demo.replies(CODE, on=date(2026, 12, 1))
    answered = {row.addressee.province_id for row in board.rows if row.state is ReplyState.ANSWERED}
    assert answered == {
        "p34-an-giang", "p34-ca-mau", "p34-dong-nai", "p34-gia-lai", "p34-ha-tinh", "p34-hue", "p34-lai-chau",
        "p34-lang-son", "p34-ninh-binh", "p34-quang-ninh", "p34-son-la", "p34-tuyen-quang",
    }  # fmt: skip
    assert (board.answered, len(board.missing)) == (12, 22)
    assert [str(stray.code) for stray in board.strays] == ["318/UBND-VHXH"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bao cao vemis", {"2026-den-000013"}),
        ("BÁO CÁO VEMIS", {"2026-den-000013"}),
        ("An Giang", {"2026-den-000001"}),
        ("y tế", {"2026-den-000012"}),
        ("đường truyền vùng biên", {"2026-den-000007"}),
        ("dữ liệu ngân hà", set()),
    ],
)
def test_what_was_filed_is_found(demo: RecordsOffice, query: str, found: set[str]) -> None:
    ids = {hit.id for hit in demo.search(query).hits}
    assert found <= ids
    assert bool(ids) == bool(found)


def test_the_demo_holds_all_invariants(demo: RecordsOffice) -> None:
    report = demo.verify()
    assert report.damages == ()
    assert report.ledger[LedgerState.FILED] == 18
    assert report.ledger[LedgerState.WAITING] == report.ledger[LedgerState.QUARANTINED] == 1


def test_rebuilding_gives_the_same_search_results_registers_and_board(
    demo: RecordsOffice, tmp_path: Path
) -> None:
    copy = tmp_path / "office"
    shutil.copytree(demo.folder.root, copy)
    (copy / "register.db").unlink()
    shutil.rmtree(copy / "search")
    with RecordsOffice(copy) as rebuilt:
        assert rebuilt.rebuild() == 17
        for query in ("báo cáo", "vemis", CODE, "An Giang", "phần mềm quản lý trường học"):
            before, after = demo.search(query, facets=True), rebuilt.search(query, facets=True)
            assert (after.hits, after.total, after.facets) == (before.hits, before.total, before.facets)
        for direction in Direction:
            assert rebuilt.register(direction, year=2026) == demo.register(direction, year=2026)
        assert rebuilt.replies(CODE) == demo.replies(CODE)
        assert rebuilt.verify().is_sound


def test_a_folder_without_settings_is_no_office(tmp_path: Path) -> None:
    with pytest.raises(OfficeNotFoundError):
        RecordsOffice(tmp_path)


def test_an_office_that_lost_its_key_goes_on_with_a_new_one(demo: RecordsOffice, tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    shutil.copytree(demo.folder.archive, tmp_path / "office" / "archive")
    shutil.copy(demo.folder.settings, tmp_path / "office")
    with RecordsOffice(tmp_path / "office") as restored:
        assert restored.rebuild() == 17
        assert restored.replies(CODE).answered == 12


def test_whoever_is_asked_stands_on_the_board_also_outside_the_registry(
    office: RecordsOffice, tmp_path: Path
) -> None:
    draft = tmp_path / "du-thao.yaml"
    sample = SAMPLE.read_text(encoding="utf-8")
    addressees = "kinh_gui: [Trường THPT Cà Mau, Sở Giáo dục và Đào tạo tỉnh An Giang]"
    draft.write_text(re.sub(r"(?m)^kinh_gui:.*$", addressees, sample), encoding="utf-8")
    office.issue(draft, actor=CLERK, on=DEMO_ISSUED_ON)
    names = [addressee.name for addressee in office.replies(CODE).missing]
    assert names == ["Trường THPT Cà Mau", "Sở Giáo dục và Đào tạo tỉnh An Giang"]


def test_an_index_that_followed_another_register_is_made_again(demo: RecordsOffice, tmp_path: Path) -> None:
    with RecordsOffice.create(tmp_path / "office", SETTINGS) as other:
        shutil.copytree(demo.folder.search, other.folder.search)
        other.issue(SAMPLE, actor=CLERK)
        assert other.verify().is_sound


def test_a_lost_or_damaged_index_is_made_again_by_the_next_search(
    demo: RecordsOffice, tmp_path: Path
) -> None:
    copy = tmp_path / "office"
    shutil.copytree(demo.folder.root, copy)
    for break_ in (shutil.rmtree, _empty_all_files):
        break_(copy / "search")
        with RecordsOffice(copy) as office:
            assert [hit.id for hit in office.search("An Giang").hits] == ["2026-den-000001"]


def _empty_all_files(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"")


def test_five_hundred_replies_dropped_into_a_running_watcher_are_filed_once(office: RecordsOffice) -> None:
    office.issue(SAMPLE, actor=CLERK, on=DEMO_ISSUED_ON)
    outcomes: list[FilingOutcome] = []
    stop = threading.Event()
    watching = threading.Thread(target=office.watch, args=(stop,), kwargs={"told": outcomes.append})
    watching.start()
    drop_replies(office, REPLIES)
    try:
        _wait(lambda: not any(office.folder.inbox.iterdir()))
    finally:
        stop.set()
        watching.join()
    assert len(outcomes) == REPLIES
    assert sorted(int(outcome.arrival_number or 0) for outcome in outcomes) == list(range(1, REPLIES + 1))
    _check_all_filed(office)


WATCH = """
import sys, threading
from pathlib import Path
from office import RecordsOffice

RecordsOffice(Path(sys.argv[1])).watch(threading.Event(), told=lambda _: None)
"""


def test_a_watcher_killed_in_the_middle_goes_on_after_a_restart(office: RecordsOffice) -> None:
    office.issue(SAMPLE, actor=CLERK, on=DEMO_ISSUED_ON)
    drop_replies(office, REPLIES)
    for left in (REPLIES - 60, REPLIES - 200, REPLIES - 350, 0):
        _watch_and_kill(office, left=left)
    _check_all_filed(office)


def _watch_and_kill(office: RecordsOffice, *, left: int) -> None:
    """Let another process watch until so many files are left in the inbox, then kill it without warning."""
    command = [sys.executable, "-c", WATCH, str(office.folder.root)]
    with subprocess.Popen(command, cwd=ROOT) as watcher:
        try:
            _wait(lambda: _number_left(office) <= left)
        finally:
            os.kill(watcher.pid, signal.SIGKILL)


def _number_left(office: RecordsOffice) -> int:
    return len(list(office.folder.inbox.iterdir()))


def _wait(is_reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 180
    while not is_reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _check_all_filed(office: RecordsOffice) -> None:
    report = office.verify()
    assert report.damages == ()
    assert report.ledger[LedgerState.FILED] == REPLIES
    assert sum(report.ledger.values()) == REPLIES
    assert report.numbers["den 2026"] == REPLIES
    codes = [str(record.code) for record in office.register(Direction.INCOMING, year=2026)]
    assert len(set(codes)) > REPLIES // 2
    assert office.replies(CODE).answered == 34
