from pathlib import Path

import pytest

from archive.archive import Archive
from archive.errors import HintTextError, SharedDomainError, UnknownHintError
from archive.hint_book import KnownHints
from archive.hint_terms import hint_by_hand
from archive.office_folder import OfficeFolder
from model.clock import FixedClock
from model.hint import Hint, HintKind
from model.ledger import LedgerState
from tests.archive.failing_disk import each_stop
from tests.archive.offices import CLERK, NOON, SETTINGS, a_reply, an_archive, drop


def typed(text: str, kind: HintKind = HintKind.ALIAS, organ: str = "Sở Y tế tỉnh Lạng Sơn") -> Hint:
    return hint_by_hand(kind, text, organ, parent=None, actor=CLERK, at=NOON)


def test_hints_are_numbered_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    book = an_archive(tmp_path / "office").clerk.hints
    assert [book.add(typed(text), actor=CLERK).number for text in ("SYT LS", "SO Y TÊ")] == [1, 2]
    assert book.add(typed("syt  ls"), actor=CLERK).number == 1


def test_a_removed_hint_stays_readable_and_its_number_is_not_given_again(tmp_path: Path) -> None:
    book = an_archive(tmp_path / "office").clerk.hints
    book.add(typed("SYT LS"), actor=CLERK)
    removed = book.remove(1, actor=CLERK)
    assert (removed.removed_by, removed.removed_at) == (CLERK, NOON)
    assert book.all() == (removed,)
    assert book.add(typed("SYT LS"), actor=CLERK).number == 2
    with pytest.raises(UnknownHintError):
        book.remove(1, actor=CLERK)


def test_what_another_process_wrote_is_seen(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    known = KnownHints(archive.store.root)
    assert known.present() == ()
    archive.clerk.hints.add(typed("SYT LS"), actor=CLERK)
    assert [hint.text for hint in known.present()] == ["SYT LS"]
    archive.clerk.hints.remove(1, actor=CLERK)
    assert known.present() == ()


def test_a_damaged_hint_stops_no_filing_and_is_named(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    archive.clerk.hints.add(typed("SYT LS"), actor=CLERK)
    [kept] = archive.folder.archive.glob("goi-/*/v1/content/hint.json")
    kept.chmod(0o600)
    kept.write_text("{}", encoding="utf-8")
    drop(archive, "1.txt", a_reply("Lạng Sơn"))
    assert [outcome.state for outcome in archive.take_in(actor=CLERK)] == [LedgerState.FILED]
    assert archive.clerk.hints.add(typed("SO Y TÊ"), actor=CLERK).number == 2
    report = archive.verify(indexed=None, progress=lambda *_: None)
    assert {damage.subject for damage in report.damages} == {"urn:vanthu:goi-y-000001"}


def test_a_hint_by_hand_knows_the_registered_body() -> None:
    hint = typed("SYT LS")
    assert (hint.organ_id, hint.province_id) == ("syt@p34-lang-son", "p34-lang-son")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("VT@SYT.Langson.gov.vn", "vt@syt.langson.gov.vn"),
        ("@syt.langson.gov.vn", "syt.langson.gov.vn"),
        ("000.00.05.H37", "H37.05"),
    ],
)
def test_a_sender_is_an_address_a_domain_or_an_identifier(text: str, kept: str) -> None:
    assert typed(text, HintKind.SENDER).text == kept


@pytest.mark.parametrize(
    ("text", "kind", "organ", "error"),
    [
        ("  ", HintKind.ALIAS, "Sở Y tế", HintTextError),
        ("SYT", HintKind.ALIAS, " ", HintTextError),
        ("Sở Y tế", HintKind.SENDER, "Sở Y tế", HintTextError),
        ("gmail.com", HintKind.SENDER, "Sở Y tế", SharedDomainError),
    ],
)
def test_what_nothing_can_go_by_is_refused(
    text: str, kind: HintKind, organ: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        typed(text, kind, organ)


def test_a_stop_before_any_step_leaves_the_hint_whole_or_absent(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    archive.close()

    def teach(copy: Path) -> None:
        opened = reopened(copy)
        try:
            opened.clerk.hints.add(typed("SYT LS"), actor=CLERK)
        finally:
            opened.close()

    for copy, finished in each_stop(archive.folder.root, teach, power_cut=False):
        opened = reopened(copy)
        hints = opened.clerk.hints.all()
        assert len(hints) == 1 or not finished
        assert opened.clerk.hints.add(typed("SYT LS"), actor=CLERK).number == 1
        assert opened.verify(indexed=None, progress=lambda *_: None).damages == ()
        opened.close()


def reopened(folder: Path) -> Archive:
    return Archive.open(OfficeFolder(folder), SETTINGS, FixedClock(NOON))
