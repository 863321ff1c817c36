"""All sample packets of the corpus at once, through an office of the ministry that sent the dispatches."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive import lookahead
from archive.archive import Archive
from archive.outgoing import Issued
from model.document_code import DocumentCode
from model.ledger import LedgerState
from model.organ import expand_group
from model.partial_date import PartialDate
from model.record import Addressee, Direction, LinkState, Record
from model.record_id import OUTGOING_BOOK, RecordId
from tests.archive.offices import CLERK, SETTINGS, an_archive, drop, sample
from tests.archive.own_readers import OwnReaders

PACKETS = Path(os.environ.get("VANTHU_SHARED", "../shared")) / "corpus" / "edxml"
OPENINGS = {(OUTGOING_BOOK, 2024): 9001, (OUTGOING_BOOK, 2026): 9000}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PACKETS.is_dir(), reason="the corpus is not here"),
]


def issue(archive: Archive, symbol: str, on: date) -> Record:
    def render(record_id: RecordId) -> Issued:
        addressees = tuple(
            Addressee(organ_id=body.id, name=body.full_name, province_id=body.province_id)
            for body in expand_group("các sở giáo dục và đào tạo", on)
        )
        record = replace(
            sample(record_id, on),
            code=DocumentCode.of(number=record_id.serial, symbol=symbol),
            dated=PartialDate.of(on),
            addressees=addressees,
        )
        return Issued(record=record, files={})

    return archive.issue(book=OUTGOING_BOOK, on=on, render=render, actor=CLERK)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr(lookahead, "readers", OwnReaders)
    opened = an_archive(tmp_path, settings=replace(SETTINGS, openings=OPENINGS))
    issue(opened, "BGDĐT-CNTT", date(2024, 3, 23))
    issue(opened, "BGDĐT-KHTC", date(2026, 3, 31))
    for path in sorted(PACKETS.rglob("*.edxml")):
        drop(opened, path.name, path.read_bytes())
    return opened


def test_every_packet_of_the_corpus_comes_to_its_place(archive: Archive) -> None:
    outcomes = {outcome.path or "": outcome for outcome in archive.take_in(actor=CLERK)}
    assert {outcome.state for outcome in outcomes.values()} == {LedgerState.FILED}
    assert {name: str(outcome.id) for name, outcome in outcomes.items()} == {
        "01_new_dispatch.edxml": "2026-den-000001",
        "02_reply_with_responsefor.edxml": "2026-den-000002",
        "03_reply_without_responsefor.edxml": "2026-den-000003",
        "04_reply_wrong_date_old_ids.edxml": "2026-den-000004",
        "05_recall.edxml": "2026-den-000001",
        "06_update.edxml": "2026-den-000001",
        "07_replace.edxml": "2026-den-000005",
        "b01_new_dispatch.edxml": "2026-den-000006",
        "b02_reply_plan_zipped_attachment.edxml": "2026-den-000007",
        "b03_recall.edxml": "2026-den-000006",
        "status_13.edxml": "2026-den-000001",
        **{f"b_status_{code}.edxml": "2024-di-009002" for code in ("01", "02", "03", "06", "99")},
        **{
            f"status_{code}.edxml": "2026-di-009001"
            for code in ("01", "02", "03", "04", "05", "06", "15", "16")
        },
    }
    [ours], [recalled] = archive.find("2026-di-009001"), archive.find("2026-den-000001")
    assert [one.code for one in ours.notices] == ["01", "02", "03", "04", "05", "06", "15", "16"]
    assert {one.sender_id for one in ours.notices} == {"sgddt@p34-lang-son"}
    assert [one.code for one in recalled.notices] == ["recall", "update", "replaced", "13"]
    assert recalled.recalled is not None
    assert archive.verify(indexed=None, progress=lambda _done, _total: None).is_sound


def test_replies_of_the_corpus_link_by_what_their_packets_say(archive: Archive) -> None:
    outcomes = {outcome.path or "": outcome for outcome in archive.take_in(actor=CLERK)}
    links = {}
    for name in ("02_reply_with_responsefor", "03_reply_without_responsefor", "04_reply_wrong_date_old_ids"):
        [record] = archive.find(str(outcomes[f"{name}.edxml"].id))
        [link] = record.links
        links[name[:2]] = (str(link.dispatch), link.score, link.state)
    assert links["02"] == ("2026-di-009001", 100, LinkState.AUTOMATIC)
    assert links["03"] == ("2026-di-009001", 75, LinkState.PROPOSED)  # cited in the summary
    assert links["04"] == ("2026-di-009001", 100, LinkState.AUTOMATIC)


@pytest.mark.parametrize("order", [sorted, lambda paths: sorted(paths, reverse=True)])
def test_in_either_order_one_by_one_the_packets_come_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: Callable[[list[Path]], list[Path]]
) -> None:
    for module in ("lookahead", "waiting_packets"):
        monkeypatch.setattr(f"archive.{module}.readers", OwnReaders)
    archive = an_archive(tmp_path, settings=replace(SETTINGS, openings=OPENINGS))
    issue(archive, "BGDĐT-CNTT", date(2024, 3, 23))
    issue(archive, "BGDĐT-KHTC", date(2026, 3, 31))
    for path in order(list(PACKETS.rglob("*.edxml"))):
        drop(archive, path.name, path.read_bytes())
        tuple(archive.take_in(actor=CLERK))
    found = {str(one.code): one for one in archive.registered(Direction.INCOMING, year=2026)}
    assert len(found) == len(archive.registered(Direction.INCOMING, year=2026))
    known = {
        code: (
            {notice.code for notice in one.notices},
            {reason.code for reason in one.review if reason.code.startswith("packet")},
        )
        for code, one in found.items()
        if one.notices or one.recalled
    }
    recalled, asked = "packet-recalled", "packet-recall-asked"
    assert known == {
        "9001/BGDĐT-KHTC": ({"recall", "update", "replaced", "13"}, {recalled, asked, "packet-updates"}),
        "9002/BGDĐT-CNTT": ({"recall"}, {recalled}),
    }
    assert archive.verify(indexed=None, progress=lambda _done, _total: None).is_sound


def test_the_same_inbox_once_more_changes_nothing(archive: Archive) -> None:
    tuple(archive.take_in(actor=CLERK))
    before = [(record.id, record.notices, record.links) for record in archive.changes_since(0, limit=99)[1]]
    for path in sorted(PACKETS.rglob("*.edxml")):
        drop(archive, path.name, path.read_bytes())
    assert {outcome.state for outcome in archive.take_in(actor=CLERK)} == {LedgerState.DUPLICATE}
    after = [(record.id, record.notices, record.links) for record in archive.changes_since(0, limit=99)[1]]
    assert sorted(after) == sorted(before)
