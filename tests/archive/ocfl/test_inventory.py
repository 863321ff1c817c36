import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InventoryError
from archive.ocfl.inventory import Inventory, Version, VersionNote, decode, encode
from model.actor import Actor
from tests.archive.builders import CLERK, NOON

_digests = st.sampled_from(["a" * 64, "b" * 64, "c" * 64])
_states = st.dictionaries(st.text(alphabet="xyz/đ", min_size=1, max_size=5), _digests, max_size=4)
_actors = st.builds(Actor, name=st.text(max_size=9), role=st.text(max_size=9))
_notes = st.builds(VersionNote, message=st.text(max_size=9), user=_actors, created=st.just(NOON))


@given(st.lists(st.builds(Version, note=_notes, state=_states), min_size=1, max_size=12).map(tuple))
def test_an_inventory_survives_being_written(versions: tuple[Version, ...]) -> None:
    manifest = {f"v1/content/{letter}": letter * 64 for letter in "abc"}
    inventory = Inventory(id="urn:vanthu:office", manifest=manifest, versions=versions)
    assert decode(encode(inventory)) == inventory


def test_an_inventory_remembers_each_earlier_one() -> None:
    note = VersionNote(message="", user=CLERK, created=NOON)
    first = Inventory(
        id="urn:vanthu:office",
        manifest={"v1/content/a": "a" * 64},
        versions=(Version(note=note, state={"a": "a" * 64}),),
    )
    second = first.with_version(Version(note=note, state={"a": "b" * 64}), {"v2/content/a": "b" * 64})
    assert second.up_to(1) == first
    assert second.up_to(2) == second


def a_document() -> dict[str, Any]:
    version = {"created": "2026-11-22T12:00:00+07:00", "state": {"a" * 64: ["record.json"]}}
    return {
        "id": "urn:vanthu:office",
        "type": "https://ocfl.io/1.1/spec/#inventory",
        "digestAlgorithm": "sha256",
        "head": "v1",
        "manifest": {"A" * 64: ["v1/content/record.json"]},
        "versions": {"v1": version},
    }


def test_an_inventory_of_another_program_is_read_without_its_optional_fields() -> None:
    inventory = decode(json.dumps(a_document()).encode())
    assert inventory.content_path(inventory.head.state["record.json"]) == "v1/content/record.json"


@pytest.mark.parametrize(
    "change",
    [
        {"head": "v2"},
        {"head": "v0", "versions": {}},
        {"head": "v01"},
        {"digestAlgorithm": "sha512"},
        {"manifest": {}},
        {"manifest": {"a" * 64: ["v1/content/../../../../etc/passwd"]}},
        {"manifest": {"a" * 64: ["/etc/passwd"]}},
        {"manifest": {"a" * 64: ["v2/content/record.json"]}},
        {"versions": {"v1": {"created": "yesterday", "state": {}}}},
        {"versions": []},
        {"manifest": [1]},
    ],
)
def test_an_inventory_that_makes_no_sense_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InventoryError):
        decode(json.dumps(a_document() | change).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"null"])
def test_what_is_no_inventory_is_refused(data: bytes) -> None:
    with pytest.raises(InventoryError):
        decode(data)
