"""Recognise a file as a whole: what its first document says, and the others scanned in behind it."""

from dataclasses import replace

from archive.read_document import ReadDocument
from archive.recognition import identify
from archive.recognition.further import further_documents
from model.identification import Identification


def identify_file(document: ReadDocument) -> Identification:
    """Return what a document says; pages that seem to be another one do not speak for it."""
    read = identify(document)
    further = further_documents(document, read, identify)
    if not further:
        return read
    own = identify(replace(document, pages=document.pages[: further[0].first - 1]))
    return replace(own, pages=read.pages, further=further)
