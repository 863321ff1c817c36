"""Whatever is done to a file, its reader ends in time with words or with one of its own errors."""

import os
import resource
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.examination import SetAside
from archive.looking import look
from archive.readers import read
from archive.readers.errors import ReadError
from tests.reliability.kinds import KINDS
from tests.reliability.mutations import spoiled

CORPUS = Path(os.environ.get("VANTHU_SHARED", Path(__file__).parents[3] / "shared")) / "corpus"
FILES = {kind: next(iter(files.items())) for kind, files in KINDS.items() if kind not in {"empty", "picture"}}
SEEDS = st.integers(0, 2**32)
_MOST_CPU_S = 10
_MOST_GROWTH_KIB = 200 * 1024
_LARGEST = 150_000
_SPOILED = 25


def is_read_or_refused(name: str, data: bytes) -> bool:
    """Read a file and recognise what it holds; tell whether it took no longer than it may."""
    began = time.process_time()
    with suppress(ReadError):
        read(data, name=name)
    looked = look(name, data)
    assert not (isinstance(looked, SetAside) and looked.reason.code == "recognition-failed")
    return time.process_time() - began < _MOST_CPU_S


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_a_spoiled_file_is_read_or_refused(kind: str, seed: int) -> None:
    name, data = FILES[kind]
    assert is_read_or_refused(name, spoiled(data, seed))


@settings(max_examples=300, deadline=None)
@given(
    data=st.binary(max_size=4000),
    head=st.sampled_from(["", "%PDF-1.7\n", "PK\x03\x04", "{\\rtf1 ", "<html>"]),
)
def test_bytes_that_only_begin_like_a_file_are_read_or_refused(data: bytes, head: str) -> None:
    assert is_read_or_refused("a", head.encode() + data)


@pytest.mark.corpus
@pytest.mark.parametrize("ending", ["doc", "docx", "edxml"])
def test_spoiled_real_files_are_read_or_refused_and_memory_does_not_grow(ending: str) -> None:
    found = sorted(path for path in CORPUS.rglob(f"*.{ending}") if path.stat().st_size < _LARGEST)
    if not found:
        pytest.skip("no such files")
    for seed in range(_SPOILED // 5):
        assert is_read_or_refused(f"a.{ending}", spoiled(found[seed % len(found)].read_bytes(), seed))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in range(_SPOILED):
        assert is_read_or_refused(f"a.{ending}", spoiled(found[seed % len(found)].read_bytes(), seed))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < _MOST_GROWTH_KIB
