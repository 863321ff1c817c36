"""How much is recognised in the real documents that have text: a floor under every field."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, TypeVar

import pytest

from archive.readers import read
from archive.readers.errors import UnsupportedFormatError
from archive.recognition import identify
from model.document_code import DocumentCode
from model.identification import Identification, Reading
from model.vietnamese import fold

pytestmark = pytest.mark.corpus

T = TypeVar("T")
SAME_SUBJECT = 0.9
"""Likeness with the true subject: the texts were read by machines."""
FLOORS = {"code": 0.98, "date": 0.98, "kind": 0.98, "organ": 0.95, "place": 0.97, "subject": 0.97}
MOST_WRONG = 0.03


def rows(shared: Path) -> Iterator[dict[str, Any]]:
    manifest = shared / "corpus/dispatches/manifest.jsonl"
    with manifest.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def document(shared: Path, row: dict[str, Any]) -> bytes:
    """Return the bytes without the collector's lines on top."""
    data = (shared / "corpus/dispatches" / row["file"]).read_bytes()
    return b"\n".join(data.split(b"\n")[row.get("front_matter_lines") or 0 :])


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text).removeprefix("ve viec "))


def judge(field: str, true: str, found: str | None) -> str:
    if found is None:
        return "missing"
    if field == "date":
        return "right" if found == true else "wrong"
    likeness = SequenceMatcher(None, plain(true), plain(found), autojunk=False).ratio()
    return "right" if likeness >= (SAME_SUBJECT if field == "subject" else 1) else "wrong"


def value(reading: Reading[T] | None) -> T | None:
    return None if reading is None else reading.value


def fields(found: Identification, truth: dict[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Return field, truth and what was found, for the fields whose truth was read."""
    code, kind, date = value(found.code), value(found.kind), value(found.date)
    if "full_code" in truth:
        numbered = code if code is not None and code.has_number else None
        yield "code", DocumentCode.parse(truth["full_code"]).key, None if numbered is None else numbered.key
    plain_fields = {
        "date": (truth.get("date"), None if date is None else str(date)),
        "kind": (truth.get("type"), None if kind is None else kind.label),
        "organ": (truth.get("organ"), value(found.organ)),
        "place": (truth.get("place"), value(found.place)),
        "subject": (truth.get("subject"), value(found.subject)),
    }
    for field, (true, read_value) in plain_fields.items():
        if true is not None:
            yield field, true, read_value


@pytest.fixture(scope="module")
def verdicts(shared: Path) -> dict[str, Counter[str]]:
    """Count right, wrong and missing per field over all documents that have text."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FLOORS}
    for row in rows(shared):
        if row["kind"] == "scan":
            continue  # `make score` reads them all, in minutes
        try:
            found = identify(read(document(shared, row), name=row["file"]))
        except UnsupportedFormatError:
            continue
        for field, true, read_value in fields(found, row["truth"]):
            counts[field][judge(field, true, read_value)] += 1
    return counts


@pytest.mark.parametrize("field", FLOORS)
def test_a_field_is_read_in_nearly_all_documents(field: str, verdicts: dict[str, Counter[str]]) -> None:
    counts = verdicts[field]
    assert counts["right"] >= FLOORS[field] * counts.total(), counts


@pytest.mark.parametrize("field", FLOORS)
def test_a_field_is_rather_left_out_than_wrong(field: str, verdicts: dict[str, Counter[str]]) -> None:
    counts = verdicts[field]
    assert counts["wrong"] <= MOST_WRONG * counts.total(), counts


def test_answers_are_told_from_what_is_only_referred_to(shared: Path) -> None:
    answered: Counter[bool] = Counter()
    for row in rows(shared):
        if row["format"] != "txt" or "replies_to" not in row["truth"]:
            continue
        found = identify(read(document(shared, row), name=row["file"]))
        codes = {plain(str(one.value)) for one in found.replies_to}
        answered.update(plain(true) in codes for true in row["truth"]["replies_to"])
    assert answered[True] >= 0.88 * answered.total()


def test_a_number_drawn_by_signing_software_is_read_though_the_text_layer_lacks_it(shared: Path) -> None:
    data = (shared / "corpus/dispatches/pdf/d174.pdf").read_bytes()
    found = identify(read(data, name="a.pdf"))
    assert str(value(found.code)) == "542/TB-UBND"
    assert str(value(found.date)) == "2024-11-06"
