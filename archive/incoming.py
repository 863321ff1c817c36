"""The files that came together, and which of them make one record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from archive.ledger import LedgerRow
from archive.looking import Part
from archive.main_part import identification_of, is_registrable, main_part, source_rank
from archive.ocfl.staging import Source
from archive.packet_claim import PacketClaim
from archive.packets_inside import claim_by, claims_in, only_packet
from archive.released import is_said_document
from model.identification import Identification
from model.reason import Reason

_TELLING: Final = ("organ_id", "province_id", "date")
"""What tells documents of one number and symbol apart."""


@dataclass(frozen=True, kw_only=True)  # without slots, which would leave no room for what is cached
class IncomingFile:
    """One file that was let in, with its row in the ledger and what it holds; a data file is not read."""

    row: LedgerRow
    data: Source
    parts: tuple[Part, ...] = ()
    problem: Reason | None = None
    """Why it cannot be filed and is set aside: nothing in it can be secret, but it is no use."""

    @cached_property
    def main(self) -> Part | None:
        """The document in the file: the file itself, or the member that the others belong to."""
        return main_part(self.parts)

    @cached_property
    def found(self) -> Identification | None:
        """What is known of the document: by a packet's header, and for the rest by its own pages."""
        return identification_of(self.parts)

    @cached_property
    def claim(self) -> PacketClaim | None:
        """What the packet says that the file is, or that brings its document."""
        packet = only_packet(self.parts)
        return None if packet is None else claim_by(packet, str(self.row.sha256))

    @cached_property
    def claims(self) -> tuple[PacketClaim, ...]:
        """What all packets in the file say of documents that were sent before."""
        return claims_in(self.parts, str(self.row.sha256))

    def _holds_document(self) -> bool:
        return any(
            part.document is not None and part.document.is_document and is_registrable(part.found)
            for part in self.parts
            if part.found is not None
        )

    @property
    def is_said_document(self) -> bool:
        """Whether a person says that it is a document, which no reader can tell."""
        return is_said_document(self.row)

    @property
    def is_notice(self) -> bool:
        """Whether it only tells of documents, as a packet or by the packets in it, and brings none."""
        if not self.claims or any(claim.brings_document for claim in self.claims):
            return False
        return only_packet(self.parts) is self.parts[0] or not self._holds_document()

    @property
    def is_document(self) -> bool:
        """Whether enough of a document's form was read."""
        return not self.is_notice and self.found is not None and is_registrable(self.found)


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
    def claims(self) -> tuple[PacketClaim, ...]:
        """What packets among the files say of documents that were sent before."""
        return tuple(claim for file in self.files for claim in file.claims)

    @property
    def is_document(self) -> bool:
        """Whether it has words of its own, as a zip or a status packet has not."""
        main = None if self.lead.is_notice else self.lead.main
        return main is not None and main.document is not None and main.document.is_document


def bundles(files: Iterable[IncomingFile]) -> tuple[Bundle, ...]:
    """Tell which files of one arrival make a record together.

    Files of one code are forms of one document. What is no document belongs to the only one there is; where
    there are several, or none, each file stands for itself, as a packet does that only tells of a document.
    """
    came = tuple(files)
    told = tuple(Bundle(files=(file,)) for file in came if file.is_notice)
    return (*_together([file for file in came if not file.is_notice]), *told)


def _together(files: Iterable[IncomingFile]) -> tuple[Bundle, ...]:
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


def _surest(file: IncomingFile) -> int:
    return source_rank(file.found)
