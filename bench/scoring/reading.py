"""What the program says of a document: read once for each state of the readers, recognised anew each time."""

import hashlib
import pickle
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from archive.examination import Admit, examine
from archive.read_document import ReadDocument
from archive.recognition import identify
from bench.scoring.corpus import ROOT, Sample
from model.vietnamese import fold
from web.json_lines import identified

_READERS: Final = ROOT / "archive" / "readers"
_CORES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The fields of ``identify --json``, and the folded text that they were read from."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    cpu_ms: float = 0.0
    """Processor time of recognition alone, and of reading where no text had to be recognised first."""


def said_of(samples: Sequence[Sample], cache: Path) -> Iterator[tuple[Sample, Said]]:
    """Yield every document with what the program says of it."""
    cache = cache / readers_digest()
    cache.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(_CORES) as pool:
        yield from zip(samples, pool.map(_say, samples, [cache] * len(samples)), strict=True)


def readers_digest() -> str:
    """Return a digest of everything that turns bytes into words: after a change all is read anew."""
    code = (path for path in sorted(_READERS.rglob("*")) if path.suffix in {".py", ".toml"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in code)).hexdigest()[:16]


def _say(sample: Sample, cache: Path) -> Said:
    document, read_ms = _read(sample, cache / hashlib.sha256(sample.data).hexdigest())
    if document is None:
        return Said()
    start = time.process_time()
    found = identify(document)
    cpu_ms = (time.process_time() - start) * 1000
    text = "\n".join(line.text for page in document.pages for line in page.lines)
    return Said(
        fields=identified(sample.name, "", found),
        text=fold(text),
        cpu_ms=cpu_ms + (0 if sample.source.is_scan else read_ms),
    )


def _read(sample: Sample, kept: Path) -> tuple[ReadDocument | None, float]:
    """Return the document as its reader gives it, None when no reader lets it in, and what reading took."""
    if kept.exists():
        before: tuple[ReadDocument | None, float] = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
        return before
    start = time.process_time()
    verdict = examine(sample.name, sample.data)
    read_ms = (time.process_time() - start) * 1000
    read = (verdict.document if isinstance(verdict, Admit) else None, read_ms)
    kept.write_bytes(pickle.dumps(read))
    return read
