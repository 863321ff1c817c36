"""The desk where people complete and correct what came in, with the lines of the page before them."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from archive.archive import Archive
from archive.readers.page_crop import cropped, is_croppable
from archive.to_be_typed import waits_for_typing
from desks.errors import NoPictureError
from model.actor import Actor
from model.correction import Correction
from model.hint import Hint
from model.identification import Evidence, Identification, TextSource
from model.record import Direction, FileRole, Record, StoredFile
from model.record_id import RecordId

_BESIDE_MM: Final = 8.0
_ABOVE_MM: Final = 6.0
_WIDER_THAN_PAPER_MM: Final = 2000.0
_KEPT: Final = 64
"""How many pictures are held in memory: the queue asks for the same ones after each decision."""


class CompletingDesk:
    """Puts the archive and the picture of a page together; ``completed`` is told of each change."""

    def __init__(self, archive: Archive, completed: Callable[[], None]) -> None:
        self._archive = archive
        self._completed = completed
        self._picture = lru_cache(maxsize=_KEPT)(self._drawn)

    def waits(self, record: Record) -> bool:
        """Whether the number or the day of a record is to be typed."""
        return waits_for_typing(record)

    def has_picture(self, record: Record) -> bool:
        """Whether the lines with number and date can be shown."""
        file = _document(record)
        return file is not None and is_croppable(file.media_type) and any(_places(record))

    def letterhead(self, record_id: RecordId) -> bytes:
        """Return the lines with number and date of a record's page as a PNG.

        Raises:
            CodeNotFoundError: when there is no such record.
            NoPictureError: when nothing of it can be shown.
            ReadError: when the stored file cannot be drawn.
        """
        return self._picture(record_id)

    def complete(self, record_id: RecordId, *, number: str, day: str, actor: Actor) -> Record:
        """Give a record the number and the day that a person typed (see Completing.complete)."""
        record = self._archive.clerk.completing.complete(record_id, number=number, day=day, actor=actor)
        self._completed()
        return record

    def replaced_symbol(self, record: Record) -> str | None:
        """Return the symbol that was read on the paper, where the record by now has another one."""
        read = None if record.identification is None else record.identification.code
        if read is None or record.code is None or read.value.symbol == record.code.symbol:
            return None
        return read.value.symbol

    def correct(
        self, record_id: RecordId, typed: Correction, *, remember: bool, actor: Actor
    ) -> tuple[Record, Hint | None]:
        """Correct the fields of a record (see Correcting.correct)."""
        corrected = self._archive.clerk.correcting.correct(record_id, typed, remember=remember, actor=actor)
        self._completed()
        return corrected

    def split(self, record_id: RecordId, *, first: int, last: int, actor: Actor) -> tuple[Record, Record]:
        """Make a record of its own of pages that were scanned together (see Splitting.split)."""
        parted = self._archive.clerk.splitting.split(record_id, first=first, last=last, actor=actor)
        self._completed()
        return parted

    def annex(self, record_id: RecordId, *, first: int | None = None, actor: Actor) -> Record:
        """Note that what seems to be another document is sent along (see Splitting.annex)."""
        record = self._archive.clerk.splitting.annex(record_id, first=first, actor=actor)
        self._completed()
        return record

    def take_link_back(self, record_id: RecordId, code: str | None, *, actor: Actor) -> Record:
        """Note that a record does not answer the dispatch of a code or id (see Unlinking.unlink).

        Raises:
            CodeNotFoundError: when no record has the code.
        """
        dispatch = None if code is None else self._dispatch(code)
        record = self._archive.clerk.unlinking.take_back(record_id, dispatch, actor=actor)
        self._completed()
        return record

    def _dispatch(self, code: str) -> RecordId:
        found = self._archive.find(code)
        return next((one.id for one in found if one.direction is Direction.OUTGOING), found[0].id)

    def _drawn(self, record_id: RecordId) -> bytes:
        [record] = self._archive.find(str(record_id))
        file, places = _document(record), tuple(_places(record))
        if file is None or not places or not is_croppable(file.media_type):
            raise NoPictureError(record_id)
        return cropped(
            self._archive.store.root.read(record_id.urn, file.path),
            name=file.name,
            media_type=file.media_type,
            page=places[0].page or 1,
            box=_around(places),
            is_scan=_is_scan(record.identification),
        )


def _document(record: Record) -> StoredFile | None:
    """Return the file that was recognised: the document taken out of what arrived, or what arrived."""
    by_role = {file.role: file for file in reversed(record.files)}
    return by_role.get(FileRole.DOCUMENT) or by_role.get(FileRole.ORIGINAL)


def _places(record: Record) -> Iterator[Evidence]:
    """Yield where code and date stand, both on the page of the first one."""
    found = record.identification
    readings = () if found is None else (found.code, found.date)
    page = None
    for reading in readings:
        if reading is not None and reading.evidence.box is not None:
            page = page or reading.evidence.page
            if reading.evidence.page == page:
                yield reading.evidence


def _around(places: tuple[Evidence, ...]) -> tuple[float, float, float, float]:
    """Return the box of the lines with a margin; of one place alone, from edge to edge of the paper."""
    lefts, tops, rights, bottoms = zip(*(one.box for one in places if one.box is not None), strict=True)
    top, bottom = min(tops) - _ABOVE_MM, max(bottoms) + _ABOVE_MM
    if len(places) == 1:
        return (0.0, top, _WIDER_THAN_PAPER_MM, bottom)
    return (min(lefts) - _BESIDE_MM, top, max(rights) + _BESIDE_MM, bottom)


def _is_scan(found: Identification | None) -> bool:
    return found is not None and found.text_source is TextSource.OCR
