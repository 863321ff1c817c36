"""Packets of one document in whatever order they come: what they say comes to the same, and is told."""

from itertools import permutations
from pathlib import Path
from typing import Final

import pytest

from archive.archive import Archive
from model.record import Record
from tests.archive.documents import docx, paragraph
from tests.archive.offices import CLERK, an_archive, drop
from tests.archive.own_readers import OwnReaders
from tests.archive.packets import a_letter, a_status, business

_LETTER: Final = "H37.05,2026/11/10,512/BC-SGDĐT"
_PACKETS: Final = {
    "letter": a_letter(("a.docx", docx(paragraph("Mười hai trường")))),
    "update": a_letter(("a.docx", docx(paragraph("Mười ba trường"))), more=business(2, _LETTER)),
    "recall": a_letter(more=business(1, _LETTER)),
    "recall asked": a_status("13", about=_LETTER),
    "replacement": a_letter(
        ("b.docx", docx(paragraph("Mười bốn trường"))),
        code="600/BC-SGDĐT",
        day="2026/11/12",
        more=business(3, "", replaces=_LETTER),
    ),
}


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    for module in ("lookahead", "waiting_packets"):
        monkeypatch.setattr(f"archive.{module}.readers", OwnReaders)
    return an_archive(tmp_path / "office")


def what_is_known(record: Record) -> tuple[bool, list[tuple[str, str]], list[str]]:
    notices = sorted((notice.code, notice.text or "") for notice in record.notices)
    return record.recalled is not None, notices, sorted({reason.code for reason in record.review})


@pytest.mark.parametrize("order", [*permutations(("letter", "recall", "recall asked"))])
def test_a_recall_and_the_request_for_it_are_both_told(archive: Archive, order: tuple[str, ...]) -> None:
    for name in order:
        drop(archive, f"{name}.edxml", _PACKETS[name])
        list(archive.take_in(actor=CLERK))
    [record] = archive.find("512/BC-SGDĐT")
    assert what_is_known(record) == (
        True,
        [("13", ""), ("recall", "Sai thể thức")],
        ["packet-recall-asked", "packet-recalled"],
    )
    assert archive.waiting_for_review() == (record,)


@pytest.mark.parametrize("order", [*permutations(("letter", "update", "replacement"))])
def test_an_update_and_a_replacement_join_their_document_whichever_comes_first(
    archive: Archive, order: tuple[str, ...]
) -> None:
    for name in order:
        drop(archive, f"{name}.edxml", _PACKETS[name])
        list(archive.take_in(actor=CLERK))
    [record], [successor] = archive.find("512/BC-SGDĐT"), archive.find("600/BC-SGDĐT")
    assert what_is_known(record) == (
        False,
        [("replaced", "600/BC-SGDĐT"), ("update", "Sai thể thức")],
        ["packet-updates"],
    )
    [told] = successor.review
    assert (told.code, told.facts) == ("packet-replaces", (str(record.id),))
    assert archive.verify(indexed=None, progress=lambda *_: None).is_sound


@pytest.mark.parametrize("order", [("letters", "replacement"), ("replacement", "letters")])
def test_a_replacement_of_two_documents_waits_for_neither_once_both_are_there(
    archive: Archive, order: tuple[str, ...]
) -> None:
    two = f"{_LETTER}; H37.05,2026/11/10,513/BC-SGDĐT"
    files = {
        "letters": [_PACKETS["letter"], a_letter(code="513/BC-SGDĐT")],
        "replacement": [
            a_letter(
                ("b.docx", docx(paragraph("Mười bốn trường"))),
                code="600/BC-SGDĐT",
                day="2026/11/12",
                more=business(3, "", replaces=two),
            )
        ],
    }
    for name in order:
        for number, data in enumerate(files[name]):
            drop(archive, f"{name}{number}.edxml", data)
            list(archive.take_in(actor=CLERK))
    [successor] = archive.find("600/BC-SGDĐT")
    replaced = [archive.find(f"{number}/BC-SGDĐT")[0] for number in (512, 513)]
    assert {reason.code for reason in successor.review} == {"packet-replaces"}
    assert sorted(id_ for reason in successor.review for id_ in reason.facts) == sorted(
        str(record.id) for record in replaced
    )
    assert [[notice.text for notice in record.notices] for record in replaced] == [["600/BC-SGDĐT"]] * 2


@pytest.mark.parametrize("order", [tuple(_PACKETS), tuple(reversed(_PACKETS))])
def test_all_in_one_pass_come_to_the_same(archive: Archive, order: tuple[str, ...]) -> None:
    for number, name in enumerate(order):
        drop(archive, f"{number}.edxml", _PACKETS[name])
    list(archive.take_in(actor=CLERK))
    [record] = archive.find("512/BC-SGDĐT")
    is_recalled, notices, reasons = what_is_known(record)
    assert is_recalled
    assert len(notices) == len(_PACKETS) - 1
    assert reasons == ["packet-recall-asked", "packet-recalled", "packet-updates"]


def test_what_comes_after_a_recall_is_told_beside_it(archive: Archive) -> None:
    for name in ("letter", "recall", "update"):
        drop(archive, f"{name}.edxml", _PACKETS[name])
        [outcome] = archive.take_in(actor=CLERK)
    assert outcome.reason is not None
    assert outcome.reason.code == "packet-recalled"
    assert [reason.code for reason in outcome.told] == ["packet-updates"]
