import subprocess
import sys
from contextlib import suppress

import pytest

from archive.readers.by_format import FORMATS, reader_of
from archive.readers.errors import ReadError

HEAVY = ("numpy", "pypdfium2", "lxml", "olefile", "sqlalchemy")


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_every_format_has_its_reader(format_: str) -> None:
    with suppress(ReadError):  # nothing is no file of most formats
        assert reader_of(format_)(b"", "a").format


def test_choosing_a_reader_loads_none_but_it() -> None:
    program = f"import sys, archive.readers; print(*[name for name in {HEAVY} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == ["olefile"]  # the look at a file's first bytes needs it
