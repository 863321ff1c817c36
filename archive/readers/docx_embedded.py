"""Find the documents inside a Word document: embedded files, objects, imported chunks."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from archive.readers.detection import detect_format
from archive.readers.docx_package import Package

_FOLDER: Final = "/embeddings/"
_DOCUMENT = re.compile(
    r"\.(?:do[ct][mx]?|eml|htm|html|mht|mhtml|msg|odt|pdf|pptx?|rtf|txt|xhtml|xls[bmx]?|zip)$"
)
"""A part of such a name is a document wherever it lies; imported chunks lie beside the text."""
_CHARTS: Final = "/charts/_rels/"
_WORKBOOKS: Final = frozenset({"xls", "xlsx"})
_CHART_PROGRAMS: Final = (b"MSGraph.Chart", b"Excel.Chart")
"""The names by which an object calls itself the chart that the page shows."""


def embedded_documents(package: Package) -> Iterator[tuple[str, bytes]]:
    """Yield format and bytes of each part that may hold a document.

    Formulas and the figures behind charts hold none: what there is to them is on the page.
    """
    behind_charts = set(_behind_charts(package))
    for part in package.parts():
        name = f"/{part.lower()}"
        if not _DOCUMENT.search(name) and (_FOLDER not in name or name.endswith("/")):
            continue
        data = package.unpack(part)
        format_ = detect_format(data, name=part)
        if not _holds_no_document(format_, data, is_behind_chart=part in behind_charts):
            yield format_, data


def _holds_no_document(format_: str, data: bytes, *, is_behind_chart: bool) -> bool:
    if format_ in _WORKBOOKS:
        return is_behind_chart or any(program in data for program in _CHART_PROGRAMS)
    return format_ in {"equation", "empty"}


def _behind_charts(package: Package) -> Iterator[str]:
    """Yield the parts that charts take their figures from."""
    for part in package.parts():
        if _CHARTS in part and part.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(part))
            for relation in package.parse(part).iterchildren("{*}*"):
                target = posixpath.join(f"/{folder}", str(relation.get("Target")))
                yield posixpath.normpath(target).removeprefix("/")
