import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.record_id import INCOMING_BOOK, OUTGOING_BOOK, UNREGISTERED_BOOK, RecordId, RecordIdError

_ids = st.builds(
    RecordId,
    st.integers(min_value=1000, max_value=9999),
    st.sampled_from([INCOMING_BOOK, OUTGOING_BOOK, UNREGISTERED_BOOK, "di-qd", "di-ttr2"]),
    st.integers(min_value=0, max_value=99_999_999),
)


@given(_ids)
def test_an_id_survives_being_printed_and_read(record: RecordId) -> None:
    assert RecordId.parse(str(record)) == record
    assert RecordId.parse(record.urn) == record


def test_an_id_is_fit_for_the_name_of_a_folder() -> None:
    assert str(RecordId(2026, INCOMING_BOOK, 123)) == "2026-den-000123"
    assert RecordId(2026, INCOMING_BOOK, 123).urn == "urn:vanthu:2026-den-000123"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-den-123",
        "26-den-000123",
        "2026-DEN-000123",
        "2026--000123",
        "../2026-den-000123",
        "2026-den-000123\n",
        "2026-den-0000123",
        "2026-den-00012\u0663",
    ],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(RecordIdError) as refusal:
        RecordId.parse(text)

    assert refusal.value.text == text


def test_ids_sort_by_year_book_and_number() -> None:
    ids = [
        RecordId(2026, "di", 1),
        RecordId(2025, "di", 9),
        RecordId(2026, "den", 10),
        RecordId(2026, "den", 9),
    ]

    assert [str(record) for record in sorted(ids)] == [
        "2025-di-000009",
        "2026-den-000009",
        "2026-den-000010",
        "2026-di-000001",
    ]
