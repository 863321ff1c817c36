"""A folder in memory for what is broken hundreds of times."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder in memory, where there is one: what counts here is the order of steps, not their time."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    made = Path(tempfile.mkdtemp(prefix="vanthu-", dir=memory if memory.is_dir() else None))
    yield made
    shutil.rmtree(made)
