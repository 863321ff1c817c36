from dataclasses import replace
from datetime import date, datetime

import pytest

from model.actor import Actor
from model.clock import VIETNAM
from model.record import Direction, Record
from model.record_id import RecordId
from model.standing import Ending, Signature, SignedOriginal
from web.legal_register import entry, standing_notes

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=VIETNAM)
CLERK = Actor(name="Hằng")
ENDING = Ending(at=NOON, by=CLERK, reason="in nhầm mẫu")
ISSUED = Record(
    id=RecordId(2026, "di", 1), direction=Direction.OUTGOING, registered_at=NOON, registered_by=CLERK
)


def attached(*signatures: Signature) -> tuple[SignedOriginal, ...]:
    return (SignedOriginal(file="signed/a.pdf", attached_at=NOON, attached_by=CLERK, signatures=signatures),)


@pytest.mark.parametrize(
    ("record", "notes"),
    [
        (ISSUED, ("Chờ ký",)),
        (replace(ISSUED, signed_on=date(2026, 11, 20)), ("Ký giấy ngày 20/11/2026",)),
        (replace(ISSUED, signed=attached()), ("Bản đã ký ngày 22/11/2026",)),
        (
            replace(
                ISSUED,
                signed=attached(Signature(signer="A", signed_at=NOON), Signature(signer="B")),
            ),
            ("Ký số: A, 12:00 22/11/2026", "Ký số: B"),
        ),
        (replace(ISSUED, cancelled=ENDING), ("Đã hủy ngày 22/11/2026: in nhầm mẫu",)),
        (
            replace(ISSUED, signed=attached(), recalled=ENDING),
            ("Bản đã ký ngày 22/11/2026", "Đã thu hồi ngày 22/11/2026: in nhầm mẫu"),
        ),
        (replace(ISSUED, direction=Direction.INCOMING), ()),
        (
            replace(ISSUED, corrects=RecordId(2026, "di", 7), signed_on=date(2026, 11, 20)),
            ("Đính chính văn bản 2026-di-000007", "Ký giấy ngày 20/11/2026"),
        ),
    ],
)
def test_the_last_column_says_where_a_document_stands(record: Record, notes: tuple[str, ...]) -> None:
    assert standing_notes(record) == notes
    assert entry(record)["note"] == ("; ".join(notes) or None)


def test_the_copies_and_who_keeps_one_are_entered() -> None:
    line = entry(replace(ISSUED, kept_by=("VT", "KHTC"), copies=40))
    assert (line["kept_by"], line["copies"]) == ("VT, KHTC", 40)
