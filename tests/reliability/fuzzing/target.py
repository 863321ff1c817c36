"""What is run again and again on spoiled bytes, led by which lines of the readers it reached.

A process of its own: ``every_fuzz.py`` starts it. Every error that is none of the readers' own is noted once,
with the bytes that made it; the run goes on.
"""

import random
import sys
import time
import traceback
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final
from unittest.mock import patch

import atheris

with atheris.instrument_imports(include=["archive", "olefile", "xlrd", "email"]):
    from archive.examination import SetAside
    from archive.looking import look
    from archive.read_document import ReadDocument
    from archive.reader_protocol import encode_answer
    from archive.readers import by_format, ocr
    from archive.readers.errors import ReadError
    from archive.reading import read_whole_tree
    from archive.recognition import identify
    from archive.secrecy import secrecy_of_text

    for name in by_format.FORMATS:
        by_format.reader_of(name)

_SLOW_S: Final = 3
_WHOLE_EVERY: Final = 16
"""Recognition costs ten times what reading does, so that only some inputs go through all of it."""
_WITHIN_MEMBERS: Final = 0.85
"""Damage to the whole of a package ends at its sums."""
_NO_WORDS: Final = "level\tblock_num\tpar_num\tline_num\tleft\ttop\twidth\theight\tconf\ttext\n"


class Findings:
    """What went wrong, each kind once, in a folder."""

    def __init__(self, folder: Path, ending: str) -> None:
        self._folder = folder
        self._ending = ending
        self._seen: set[str] = set()

    def note(self, kind: str, data: bytes, why: str) -> None:
        """Keep the bytes and the reason, if it is the first of its kind."""
        if kind in self._seen:
            return
        self._seen.add(kind)
        path = self._folder / f"{zlib.crc32(kind.encode()):08x}.{self._ending}"
        path.write_bytes(data)
        path.with_suffix(".why").write_text(why, encoding="utf-8")


def failures_in(document: ReadDocument) -> list[str]:
    """Return the errors at which libraries failed with members."""
    found = []
    for member in document.members:
        if member.problem is not None and member.problem.code == "reader-failed":
            found.append(member.problem.facts[0])
        if member.document is not None:
            found += failures_in(member.document)
    return found


def main() -> None:
    """Fuzz one format until the time is over."""
    format_, folder, *arguments = sys.argv[1:]
    findings = Findings(Path(folder), format_)

    def once(data: bytes) -> None:
        began = time.process_time()
        try:
            _read(f"a.{format_}", data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {place.filename}:{place.lineno}"
            findings.note(kind, data, traceback.format_exc())
        if (spent := time.process_time() - began) > _SLOW_S:
            findings.note("slow", data, f"{spent:.1f} s of the processor")

    with patch.object(ocr, "_run", lambda *_: _NO_WORDS):  # recognition of print is another program
        atheris.Setup([sys.argv[0], *arguments], once, custom_mutator=_mutated)
        atheris.Fuzz()


def _read(name: str, data: bytes) -> None:
    try:
        document = read_whole_tree(data, name=name)
    except ReadError:
        return
    secrecy_of_text(document)
    document.text.encode()
    if failed := failures_in(document):
        raise RuntimeError(failed[0])
    if zlib.crc32(data) % _WHOLE_EVERY == 0:
        identify(document)
        looked = look(name, data)
        encode_answer(looked)
        if isinstance(looked, SetAside) and looked.reason.code == "recognition-failed":
            raise RuntimeError(*looked.reason.facts)


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    """Return other bytes; those of a package are changed within one of its members."""
    chance = random.Random(seed)  # noqa: S311 - what counts is that it can be repeated
    if data.startswith(b"PK") and chance.random() < _WITHIN_MEMBERS:
        with_member = _with_mutated_member(data, chance)
        if with_member is not None and len(with_member) <= most:
            return with_member
    return bytes(atheris.Mutate(data, most))


def _with_mutated_member(data: bytes, chance: random.Random) -> bytes | None:
    buffer = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
            names = source.namelist()
            chosen = chance.choice(names)
            for name in names:
                content = source.read(name)
                if name == chosen:
                    content = bytes(atheris.Mutate(content, len(content) + 512))
                target.writestr(name, content, zipfile.ZIP_DEFLATED)
    except Exception:  # noqa: BLE001 - a package that is broken already is changed as bytes
        return None
    return buffer.getvalue()


if __name__ == "__main__":
    main()
