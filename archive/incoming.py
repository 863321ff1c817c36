"""The files that came together, and which of them make one record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Final

from archive.ledger import LedgerRow
from archive.looking import Part
from archive.read_document import MemberRole
from model.identification import Identification, TextSource
from model.reason import Reason

_SOURCES: Final = (TextSource.PACKET, TextSource.TEXT, TextSource.OCR)
"""From the surest text to the least sure."""
_TELLING: Final = ("organ_id", "province_id", "date")
"""What tells documents of one number and symbol apart."""


@dataclass(frozen=True, kw_only=True)  # without slots, which would leave no room for what is cached
class IncomingFile:
    """One file that was let in, with its row in the ledger and what it holds; a data file is not read."""

    row: LedgerRow
    data: bytes
    parts: tuple[Part, ...] = ()
    problem: Reason | None = None
    """Why it cannot be filed and is set aside: nothing in it can be secret, but it is no use."""

    @cached_property
    def main(self) -> Part | None:
        """The document in the file: the file itself, or the member that the others belong to."""
        readable = [
            part for part in self.parts if part.found is not None and part.role is not MemberRole.BODY
        ]
        return min(readable, key=_rank, default=None)

    @cached_property
    def found(self) -> Identification | None:
        """What is known of the document: by a packet's header, and for the rest by its own pages."""
        if self.main is None or self.main.found is None:
            return None
        packet = next(part.document for part in self.parts)
        stated = None if packet is None else packet.stated
        return self.main.found if stated is None else _merged(stated, self.main.found)

    @property
    def is_document(self) -> bool:
        """Whether enough of a document's form was read."""
        return self.found is not None and is_registrable(self.found)


def is_registrable(found: Identification) -> bool:
    """Whether enough of a document's form was read: a code, or an issuer with a date."""
    return found.code is not None or (found.organ is not None and found.date is not None)


@dataclass(frozen=True, kw_only=True)  # without slots, which would leave no room for what is cached
class Bundle:
    """Files that make one record: the document first, then other forms of it and what came with it."""

    files: tuple[IncomingFile, ...]

    @property
    def lead(self) -> IncomingFile:
        """The file with the document."""
        return self.files[0]

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """The rows of all files."""
        return tuple(file.row for file in self.files)

    @property
    def is_document(self) -> bool:
        """Whether it has words of its own, as a zip or a status packet has not."""
        main = self.lead.main
        return main is not None and main.document is not None and main.document.is_document


def bundles(files: Iterable[IncomingFile]) -> tuple[Bundle, ...]:
    """Tell which files of one arrival make a record together.

    Files of one code are forms of one document. What is no document belongs to the only one there is; where
    there are several, or none, each file stands for itself.
    """
    forms, others = _parted(files)
    if len(forms) == 1:
        return (Bundle(files=(*forms[0], *others)),)
    read = [file for file in others if file.parts]
    data = [file for file in others if not file.parts]
    alone = [[file] for file in read]
    if not forms and len(alone) == 1:
        alone[0] += data
    elif data and not alone:
        alone = [[file] for file in data]
    return tuple(Bundle(files=tuple(of_one)) for of_one in (*forms, *alone))


def homes(files: Sequence[IncomingFile]) -> int:
    """Return how many records of these files data files could belong to."""
    read = [file for file in files if file.problem is None]
    return len(_parted(read)[0]) or len(read)


def _parted(files: Iterable[IncomingFile]) -> tuple[list[list[IncomingFile]], list[IncomingFile]]:
    """Part the documents, each with all its forms, the surest first, from what is none."""
    forms: list[list[IncomingFile]] = []
    others: list[IncomingFile] = []
    for file in files:
        if not file.is_document:
            others.append(file)
        elif same := next((of_one for of_one in forms if _may_be_one(of_one[0], file)), None):
            same.append(file)
        else:
            forms.append([file])
    return [sorted(of_one, key=_surest) for of_one in forms], others


def _may_be_one(one: IncomingFile, other: IncomingFile) -> bool:
    """Whether two files of an arrival are forms of one document: of one code, with nothing against it."""
    if one.found is None or other.found is None or one.found.code is None or other.found.code is None:
        return False
    if one.found.code.value.folded_key != other.found.code.value.folded_key:
        return False
    known = ((getattr(one.found, name), getattr(other.found, name)) for name in _TELLING)
    return all(left is None or right is None or left.value == right.value for left, right in known)


def _rank(part: Part) -> tuple[bool, bool, bool, int]:
    """Order the parts of a file: what its container calls the document, then what looks like one."""
    found, document = part.found, part.document
    is_named = part.data is not None and part.role is MemberRole.DOCUMENT
    is_document = found is not None and is_registrable(found)
    has_words = document is not None and document.is_document
    return not is_named, not is_document, not has_words, _source(found)


def _surest(file: IncomingFile) -> int:
    return _source(file.found)


def _source(found: Identification | None) -> int:
    return len(_SOURCES) if found is None else _SOURCES.index(found.text_source)


def _merged(stated: Identification, read: Identification) -> Identification:
    """Let what the pages say fill in what the header leaves open."""
    known = {field.name: getattr(stated, field.name) for field in fields(stated)}
    return replace(read, **{name: value for name, value in known.items() if value})
