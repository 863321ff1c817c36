"""What the program says of a document: pictures are read once, everything is recognised anew each time."""

import hashlib
import pickle
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from archive.examination import Admit, examine
from archive.read_document import Line, Page, ReadDocument, Word
from archive.recognition.whole_file import identify_file
from bench.scoring.corpus import ROOT, Sample
from model.identification import Identification
from model.vietnamese import fold
from web.json_lines import identified

_READERS: Final = ROOT / "archive" / "readers"
_MAKE_WORDS: Final = (
    "dark_ink",
    "even_light",
    "ink",
    "ocr",
    "on_paper",
    "page_image",
    "pdf",
    "pdf_lines",
    "pdf_words",
    "scan",
    "second_look",
    "signature_look",
    "slanted_stamp",
    "stamp_look",
    "text_layer",
    "turned_picture",
)
"""The modules that make words from pictures, with their data."""
_CORES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The fields of ``identify --json``, and the folded text that they were read from."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    found: Identification | None = None
    cpu_ms: float = 0.0
    """Processor time of recognition alone, and of reading where no text had to be recognised first."""


def said_of(samples: Sequence[Sample], cache: Path) -> Iterator[tuple[Sample, Said]]:
    """Yield every document with what the program says of it."""
    cache = cache / pictures_digest()
    cache.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(_CORES) as pool:
        yield from zip(samples, pool.map(_say, samples, [cache] * len(samples)), strict=True)


def pictures_digest() -> str:
    """Return a digest of everything that makes words from pictures: after a change all are read anew."""
    code = (path for name in _MAKE_WORDS for path in sorted(_READERS.glob(f"{name}.*")))
    shape = [one.name for values in (ReadDocument, Page, Line, Word) for one in fields(values)]
    return hashlib.sha256(b"".join(map(Path.read_bytes, code)) + repr(shape).encode()).hexdigest()[:16]


def _say(sample: Sample, cache: Path) -> Said:
    document, read_ms = _read(sample, cache / hashlib.sha256(sample.data).hexdigest())
    if document is None:
        return Said()
    start = time.process_time()
    found = identify_file(document)
    cpu_ms = (time.process_time() - start) * 1000
    text = "\n".join(line.text for page in document.pages for line in page.lines)
    return Said(
        fields=identified(sample.name, "", found),
        text=fold(text),
        found=found,
        cpu_ms=cpu_ms + (0 if sample.source.is_scan else read_ms),
    )


def _read(sample: Sample, kept: Path) -> tuple[ReadDocument | None, float]:
    """Return the document as its reader gives it, None when no reader lets it in, and what reading took."""
    if kept.exists():
        before: ReadDocument | None = pickle.loads(kept.read_bytes())  # noqa: S301 - written below
        return before, 0.0
    start = time.process_time()
    verdict = examine(sample.name, sample.data)
    read_ms = (time.process_time() - start) * 1000
    document = verdict.document if isinstance(verdict, Admit) else None
    if sample.source.is_scan:
        kept.write_bytes(pickle.dumps(document))
    return document, read_ms
