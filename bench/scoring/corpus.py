"""The real documents with their truth, as ``corpus/README.md`` beside them describes."""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

ROOT: Final = Path(__file__).resolve().parents[2]


class Source(StrEnum):
    """What kind of paper a document is; each has bars of its own."""

    TEXT = "text"
    BORN_DIGITAL = "born digital"
    PRINTED = "scan, number printed"
    WRITTEN = "scan, number written"

    @property
    def is_scan(self) -> bool:
        """Whether the document is a picture."""
        return self in {Source.PRINTED, Source.WRITTEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One document and what stands in it."""

    name: str
    data: bytes
    source: Source
    half: int
    """0 or 1: rules found on one half are scored on the other."""
    truth: Mapping[str, Any]
    is_date_by_hand: bool = False
    """Of a scan with a printed number: whether its day or month was written."""

    @classmethod
    def of(cls, folder: Path, row: Mapping[str, Any]) -> Self:
        """Read the document of a row of the manifest, without the lines that its collector put on top."""
        data = (folder / row["file"]).read_bytes()
        data = b"\n".join(data.split(b"\n")[row.get("front_matter_lines") or 0 :])
        half = int(row["sha256"], 16) % 2
        return cls(
            name=row["file"],
            data=data,
            source=_source(row),
            half=half,
            truth=row["truth"],
            is_date_by_hand=row["file"] in _dates_by_hand(),
        )


def shared_folder() -> Path:
    """Return the folder that holds the corpus."""
    return Path(os.environ.get("VANTHU_SHARED", ROOT.parent / "shared"))


def samples(shared: Path) -> Iterator[Sample]:
    """Yield every document of the corpus.

    Raises:
        FileNotFoundError: when the corpus is not there.
    """
    folder = shared / "corpus" / "dispatches"
    with (folder / "manifest.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield Sample.of(folder, json.loads(line))


@cache
def _dates_by_hand() -> frozenset[str]:
    with Path(__file__).with_name("dates_by_hand.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["files"])


def _source(row: Mapping[str, Any]) -> Source:
    if row["kind"] == "scan":
        return Source.PRINTED if row.get("number_written") == "print" else Source.WRITTEN
    return Source.TEXT if row["kind"] == "text" else Source.BORN_DIGITAL
