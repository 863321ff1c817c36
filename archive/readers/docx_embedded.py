"""Find the documents inside a Word document: embedded files, objects, imported chunks."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from archive.readers.detection import detect_format
from archive.readers.embedded import NOTHING_TO_READ, Embedded, object_in
from archive.readers.errors import BrokenFileError
from archive.readers.office_package import Package
from archive.readers.ole_file import open_ole

_FOLDER: Final = "/embeddings/"
_DOCUMENT = re.compile(
    r"\.(?:do[ct][mx]?|eml|htm|html|mht|mhtml|msg|odt|pdf|pptx?|rtf|txt|xhtml|xls[bmx]?|zip)$"
)
"""A part of such a name is a document wherever it lies; imported chunks lie beside the text."""
_CHARTS: Final = "/charts/_rels/"
_WORKBOOKS: Final = frozenset({"xls", "xlsx"})
_CHART_PROGRAMS: Final = (b"MSGraph.Chart", b"Excel.Chart")
"""The names by which an object calls itself the chart that the page shows."""


def embedded_documents(package: Package) -> Iterator[Embedded]:
    """Yield each part that may hold a document.

    Formulas and the figures behind charts hold none: what there is to them is on the page.
    """
    behind_charts = set(_behind_charts(package))
    for part in package.parts():
        name = f"/{part.lower()}"
        if not _DOCUMENT.search(name) and (_FOLDER not in name or name.endswith("/")):
            continue
        data = package.unpack(part)
        format_ = detect_format(data, name=part)
        if _holds_no_document(format_, data, is_behind_chart=part in behind_charts):
            continue
        found = _unwrapped(Embedded(format=format_, data=data, name=posixpath.basename(part)), package.name)
        if found is not None:
            yield found


def _unwrapped(embedded: Embedded, name: str) -> Embedded | None:
    """Take the document out of an object, None where there is none in it."""
    if embedded.format not in {"ole", "ole-package"}:
        return embedded
    try:
        with open_ole(embedded.data, name, "docx") as ole:
            return object_in(ole)
    except BrokenFileError:
        return embedded


def _holds_no_document(format_: str, data: bytes, *, is_behind_chart: bool) -> bool:
    if format_ in _WORKBOOKS:
        return is_behind_chart or any(program in data for program in _CHART_PROGRAMS)
    return format_ in NOTHING_TO_READ


def _behind_charts(package: Package) -> Iterator[str]:
    """Yield the parts that charts take their figures from."""
    for part in package.parts():
        if _CHARTS in part and part.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(part))
            for relation in package.parse(part).iterchildren("{*}*"):
                target = posixpath.join(f"/{folder}", str(relation.get("Target")))
                yield posixpath.normpath(target).removeprefix("/")
