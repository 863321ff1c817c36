"""An office that an earlier version of the program kept goes on."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from archive import record_json, record_store, register
from archive.archive import Archive
from model.record import Record
from model.standing import Standing
from tests.archive.offices import CODE, an_archive, issue_sample, reopened

ADDED = ("kept_by", "copies", "signed_on", "signed", "corrects", "cancelled", "recalled")


def _as_before(record: Record) -> bytes:
    document = json.loads(record_json.encode(record))
    for name in ADDED:
        del document["record"][name]
    return json.dumps(document, ensure_ascii=False).encode()


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Give an office with the tables and the records of schema 0002."""
    monkeypatch.setattr(record_store, "encode", _as_before)
    monkeypatch.setattr(register, "encode", _as_before)
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    monkeypatch.undo()
    with archive._base.database.write() as connection:
        connection.execute(text("DROP TABLE closed_years"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    return archive


def test_its_register_is_brought_up_to_date_and_its_documents_await_their_signature(old: Archive) -> None:
    office = reopened(old)
    [record] = office.find(str(CODE))
    assert record.standing is Standing.AWAITING_SIGNATURE
    assert office.verify(indexed=None, progress=lambda *_: None).damages == ()


def test_its_numbers_go_on(old: Archive) -> None:
    assert issue_sample(reopened(old)).number == 5121
