from typing import TypeVar

import pytest

from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.identification import Evidence, Identification, Reading
from model.ledger import FilingOutcome, LedgerState
from model.partial_date import PartialDate
from model.reason import Reason
from web import json_lines


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("1616/BGDĐT-KHTC", "1616/BGDĐT-KHTC"),
        ("2/SYT-GAVI", "02/SYT-GAVI"),
        ("9/2010/QĐ-UBND", "09/2010/QĐ-UBND"),
        ("3176B/QĐ-SYT", "3176B/QĐ-SYT"),
        ("66.15/2026/NQ-CP", "66.15/2026/NQ-CP"),
        ("12-CV/TU", "12-CV/TU"),
        ("/TB-UBND", None),
    ],
)
def test_a_full_code_has_a_number_of_two_digits_at_least(written: str, full: str | None) -> None:
    assert json_lines.full_code(DocumentCode.parse(written)) == full


SEEN = Evidence(text="Số: 3176B/2017/QĐ-SYT", rule="number-line", page=1, box=(10.04, 20, 30, 40))
T = TypeVar("T")


def _read(value: T, confidence: float) -> Reading[T]:
    return Reading(value=value, confidence=confidence, evidence=SEEN)


def test_what_was_recognised_comes_with_confidence_and_evidence_and_the_rest_is_absent() -> None:
    found = Identification(
        format="pdf",
        pages=2,
        code=_read(DocumentCode.parse("3176B/2017/QĐ-SYT"), 0.9),
        kind=_read(DocumentKind.DECISION, 0.8),
        date=_read(PartialDate.from_iso("2017-03"), 0.7),
        replies_to=(
            _read(DocumentCode.parse("1/A-B"), 0.6),
            _read(DocumentCode.parse("2/A-B"), 0.5),
        ),
        suggestions={"subject": (_read("về việc", 0.4),)},
    )
    line = json_lines.identified("./a.pdf", "00", found)
    read = {"number": 3176, "number_suffix": "B", "symbol": "QĐ-SYT", "full_code": "3176B/2017/QĐ-SYT"}
    shown = {"text": "Số: 3176B/2017/QĐ-SYT", "page": 1, "box": [10.0, 20, 30, 40], "rule": "number-line"}
    fields = {*read, "year_in_code", "type", "date"}
    assert read.items() <= line.items()
    assert (line["path"], line["pages"], line["type"], line["date"]) == (
        "./a.pdf",
        2,
        "Quyết định",
        "2017-03",
    )
    assert line["replies_to"] == ["01/A-B", "02/A-B"]
    assert line["confidence"]["replies_to"] == 0.5
    assert line["evidence"] == dict.fromkeys(fields, shown) | {"replies_to": [shown, shown]}
    assert line["suggestions"] == {"subject": [{"value": "về việc", "confidence": 0.4}]}
    assert not {"organ", "place", "refers_to", "signer"} & line.keys()


def test_a_withheld_file_leaves_no_trace_of_itself() -> None:
    outcome = FilingOutcome(state=LedgerState.WITHHELD, reason=Reason("stamp"))
    assert json_lines.filed(outcome, path=None) == {
        "state": "withheld",
        "reason": {"code": "stamp", "facts": []},
    }
