"""Scans with number and day by hand as they arrive: a picture, and what recognition makes of it."""

import pytest

from archive import lookahead, resuming
from archive.looking import Looked, Part, Recognised
from archive.read_document import ReadDocument
from model.identification import Identification, TextSource
from tests.archive.own_readers import answering
from tests.archive.recognition.pictures import dispatch

SCAN = "quét.png"


def scans_are_recognised(monkeypatch: pytest.MonkeyPatch, found: Identification | None = None) -> None:
    """Let the file of that name be a dispatch of Sở Y tế, of which number and day are not read."""
    identification = found or dispatch()

    def answer(name: str) -> Looked | None:
        return Recognised((_part(name, identification),)) if name.endswith(SCAN) else None

    for module in (lookahead, resuming):
        monkeypatch.setattr(module, "readers", answering(answer))


def _part(name: str, found: Identification) -> Part:
    document = ReadDocument(
        format="png", media_type="image/png", pages=(), text_source=TextSource.OCR, is_document=True
    )
    return Part(name=name, document=document, found=found)
