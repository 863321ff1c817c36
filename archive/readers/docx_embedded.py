"""Find the documents inside a Word document: embedded files, objects, imported chunks."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from archive.readers.detection import detect_format
from archive.readers.embedded import Embedded, document_in
from archive.readers.office_package import Package

_FOLDER: Final = "/embeddings/"
_DOCUMENT = re.compile(
    r"\.(?:do[ct][mx]?|eml|htm|html|mht|mhtml|msg|odt|pdf|pptx?|rtf|txt|xhtml|xls[bmx]?|zip)$"
)
"""A part of such a name is a document wherever it lies; imported chunks lie beside the text."""
_CHARTS: Final = "/charts/_rels/"
_WORKBOOKS: Final = frozenset({"xls", "xlsx"})


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
        if part in behind_charts and detect_format(data) in _WORKBOOKS:
            continue
        found = document_in(data, package.name, format_=package.format, part=part)
        if found is not None:
            yield found


def _behind_charts(package: Package) -> Iterator[str]:
    """Yield the parts that charts take their figures from."""
    for part in package.parts():
        if _CHARTS in part and part.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(part))
            for relation in package.parse(part).iterchildren("{*}*"):
                target = posixpath.join(f"/{folder}", str(relation.get("Target")))
                yield posixpath.normpath(target).removeprefix("/")
