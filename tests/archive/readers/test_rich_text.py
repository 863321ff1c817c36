"""Rich text of mails, packed as in the examples of [MS-OXRTFCP] section 4."""

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.rich_text import unpacked, words_of

HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def test_a_packed_text_is_unpacked() -> None:
    assert unpacked(HELLO, "a") == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert words_of(HELLO, "a") == "hello world"


def test_a_run_may_repeat_what_it_writes_itself() -> None:
    assert unpacked(CROSSING, "a") == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize("data", [b"", HELLO[:15], HELLO[:30], HELLO.replace(b"LZFu", b"LZFx")])
def test_a_damaged_text_says_so(data: bytes) -> None:
    with pytest.raises(BrokenFileError):
        unpacked(data, "a")


def test_a_text_that_says_it_is_huge_is_refused() -> None:
    with pytest.raises(OversizedFileError):
        unpacked(struct.pack("<4I", 1, 2**31, 0x75465A4C, 0), "a")


@given(st.binary(max_size=300))
def test_any_bytes_are_unpacked_or_refused(data: bytes) -> None:
    with suppress(BrokenFileError):
        assert len(unpacked(struct.pack("<4I", 1, 4000, 0x75465A4C, 0) + data, "a")) <= 4000
