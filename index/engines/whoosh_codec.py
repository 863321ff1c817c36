"""Our segments as Whoosh knows them: its table of contents names them, and its readers read them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, TermsReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.columns import ColumnReader
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Frequency
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from index.engines.postings import Field
from index.engines.segment import FIELDS, SegmentData
from index.entry import COLUMNS

EXTENSION: Final = ".arr"


def schema() -> Schema:
    """Return the fields as Whoosh sees them; in terms of texts a zero byte parts folded and exact form."""
    texts = {name: FieldType(Frequency(), analyzer=None) for name in FIELDS}
    return Schema(id=STORED(), **texts, **{name: COLUMN() for name in COLUMNS})


class ArraySegment(WhooshSegment):  # type: ignore[misc]  # Whoosh publishes no types
    """What the table of contents remembers of a segment: its name, its size, and what was deleted since."""

    def __init__(self, index_name: str, size: int) -> None:
        super().__init__(index_name)
        self._size = size
        self._deleted: set[int] = set()

    def codec(self) -> "ArrayCodec":
        """Return what reads the segment."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Return how many entries were written."""
        return self._size

    def deleted_count(self) -> int:
        """Return how many entries were deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of the deleted entries."""
        return frozenset(self._deleted)

    def delete_document(self, docnum: int, *, delete: bool = True) -> None:
        """Delete an entry, or take that back."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether an entry was deleted."""
        return docnum in self._deleted


class ArrayCodec(Codec):  # type: ignore[misc]  # Whoosh publishes no types
    """Opens segments for Whoosh's own searchers; they are written a batch at a time, not through Whoosh."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> "_Terms":  # noqa: ANN401  # Whoosh's own
        """Return the terms of a segment."""
        return _Terms(_data(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> "_Documents":  # noqa: ANN401  # as above
        """Return what a segment keeps of each entry."""
        return _Documents(_data(storage, segment), segment)


def _data(storage: Any, segment: ArraySegment) -> SegmentData:  # noqa: ANN401  # Whoosh publishes no types
    return SegmentData(Path(storage.folder, segment.make_filename(EXTENSION)))


class _Terms(TermsReader):  # type: ignore[misc]  # Whoosh publishes no types
    def __init__(self, data: SegmentData) -> None:
        self._data = data

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        begin, end = self._run(*term)
        return end > begin

    def cursor(self, fieldname: str, _fieldobj: object) -> "_Cursor":
        return _Cursor(self._data.fields[fieldname])

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((name, term) for name in FIELDS for term in self._data.fields[name].terms())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        field = self._data.fields[fieldname]
        return ((fieldname, term) for term in field.terms(field.first_from(prefix)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        entries, times = self._found(fieldname, text)
        return TermInfo(
            weight=float(times.sum()),
            df=len(entries),
            minlength=1,
            maxlength=1,
            maxweight=float(times.max()),
            minid=int(entries[0]),
            maxid=int(entries[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._found(fieldname, text)[0])

    def matcher(self, fieldname: str, text: bytes, format_: object, scorer: object = None) -> ListMatcher:
        entries, times = self._found(fieldname, text)
        info = self.term_info(fieldname, text)
        weights = [float(one) for one in times]
        term = (fieldname, text)
        return ListMatcher(entries.tolist(), weights, None, format_, scorer=scorer, term=term, terminfo=info)

    def indexed_field_names(self) -> tuple[str, ...]:
        return FIELDS

    def _run(self, fieldname: str, text: bytes) -> tuple[int, int]:
        field = self._data.fields.get(fieldname)
        return field.run_of_term(text) if field else (0, 0)

    def _found(self, fieldname: str, text: bytes) -> tuple[Any, Any]:
        begin, end = self._run(fieldname, text)
        if begin == end:
            raise TermNotFound(fieldname, text)
        field = self._data.fields[fieldname]
        return field.entries(begin, end), field.times(begin, end)


class _Cursor(FieldCursor):  # type: ignore[misc]  # Whoosh publishes no types
    def __init__(self, field: Field) -> None:
        self._field, self._at = field, 0

    def first(self) -> str | None:
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        self._at = self._field.first_from(string.encode() if isinstance(string, str) else string)
        return self.text()

    def next(self) -> str | None:
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        return self._field.term(self._at).decode() if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._at < len(self._field)


class _Documents(PerDocumentReader):  # type: ignore[misc]  # Whoosh publishes no types
    def __init__(self, data: SegmentData, segment: ArraySegment) -> None:
        self._data, self._segment = data, segment

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return len(self._data)

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in COLUMNS

    def column_reader(self, fieldname: str, _column: object) -> "_Values":
        return _Values(self._data, fieldname)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths(fieldname)[docnum]) if fieldname in FIELDS else default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max())

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {"id": self._data.id_of(docnum)}

    def _lengths(self, fieldname: str) -> Any:  # noqa: ANN401  # an array
        return np.asarray(self._data.arrays[f"{fieldname}.lengths"])


class _Values(ColumnReader):  # type: ignore[misc]  # Whoosh publishes no types
    def __init__(self, data: SegmentData, name: str) -> None:
        self._column = data.column(name)

    def __len__(self) -> int:
        return len(self._column.codes)

    def __getitem__(self, docnum: int) -> bytes:
        value: str = self._column.values[self._column.codes[docnum]]
        return value.encode()
