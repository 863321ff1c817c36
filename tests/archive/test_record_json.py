import json

import pytest
from hypothesis import given

from archive.errors import RecordJsonError
from archive.record_json import decode, encode
from model.document_code import DocumentCode
from model.record import Record
from tests.archive.builders import a_record, records


@given(records)
def test_any_record_survives_being_written(record: Record) -> None:
    assert decode(encode(record)) == record


@given(records)
def test_the_same_record_gives_the_same_bytes(record: Record) -> None:
    assert encode(decode(encode(record))) == encode(record)


def test_a_person_can_read_it() -> None:
    code = DocumentCode.parse("1616/BGDĐT-KHTC")
    written = encode(a_record(subject="V/v báo cáo số liệu", code=code)).decode()
    assert '\n    "subject": "V/v báo cáo số liệu",\n' in written
    assert '"symbol": "BGDĐT-KHTC"' in written


def test_it_says_by_which_schema_it_was_written() -> None:
    assert json.loads(encode(a_record()))["schema"] == 1


def test_a_field_added_by_a_later_version_is_passed_over() -> None:
    document = json.loads(encode(a_record()))
    document["record"]["colour"] = "red"
    assert decode(json.dumps(document).encode()) == a_record()


def test_a_field_that_was_added_since_is_filled_with_its_default() -> None:
    document = json.loads(encode(a_record()))
    del document["record"]["review"]
    assert decode(json.dumps(document).encode()) == a_record()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"schema": 1}',
        b'{"schema": 1, "record": {}}',
        encode(a_record()).replace(b'"schema": 1', b'"schema": 2'),
        encode(a_record()).replace(b'"direction": "in"', b'"direction": "sideways"'),
        encode(a_record()).replace(b'"serial": 123', b'"serial": "123"'),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(RecordJsonError):
        decode(data)
