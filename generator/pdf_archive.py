"""A PDF made fit for the archive: PDF/A with its colours, its metadata and nothing that moves."""

import re
from datetime import date
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import pdfa

_ANIMATION: Final = "/Trans"
_TIME_OF_WRITING: Final = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*")
_INFO_DATES: Final = ("/CreationDate", "/ModDate")


def archival(pdf: bytes, *, dated: date, flavour: pdfa.Flavour = pdfa.Flavour.PDFA_2B) -> bytes:
    """Return a PDF that we drew as PDF/A; its metadata bear the document's own day.

    The same bytes come out every time. Only the frame changes: colour profile, metadata, packing; the pages
    and their fonts must conform already, as all that is drawn on a ``Sheet`` does. A signed file never comes
    here, for its bytes would change.
    """
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            if _ANIMATION in page:
                del page[_ANIMATION]
        pdfa.prepare(document, flavour)
        _date(document, dated)
        document.save(target, **pdfa.resolve_save_kwargs(flavour, deterministic_id=True))
    return target.getvalue()


def _date(document: pikepdf.Pdf, dated: date) -> None:
    """Put the document's day in place of the moments of drawing and converting, in both kinds of metadata."""
    for name in _INFO_DATES:
        document.docinfo[name] = f"D:{dated:%Y%m%d}000000+07'00"
    metadata = document.Root.Metadata
    written = metadata.read_bytes()
    metadata.write(_TIME_OF_WRITING.sub(rb"\g<1>" + f"{dated:%Y-%m-%d}T00:00:00+07:00".encode(), written))
