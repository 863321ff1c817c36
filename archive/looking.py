"""Look at a file and recognise what is in it: the work of a reader process, done in memory alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.examination import Admit, Keep, SetAside, Wait, Withhold, examine
from archive.read_document import Member, MemberRole, ReadDocument
from archive.recognition.whole_file import identify_file
from model.identification import Identification
from model.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the documents that a file holds: the file itself first, then its members, however nested.

    ``data`` are a member's bytes, None for the file itself. Data files and empty ones have no ``document``.
    """

    name: str
    data: bytes | None = None
    role: MemberRole = MemberRole.DOCUMENT
    document: ReadDocument | None = None
    found: Identification | None = None
    depth: int = 0
    """In how many containers it lies."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The file was read, carries no mark, and this is what it holds."""

    parts: tuple[Part, ...]


Looked = Withhold | Wait | SetAside | Keep | Recognised


def look(
    name: str, data: bytes, *, data_types: frozenset[str] = frozenset(), cleared: bool = False
) -> Looked:
    """Judge a file and recognise what it holds (see ``examine``)."""
    verdict = examine(name, data, data_types=data_types, cleared=cleared)
    if not isinstance(verdict, Admit):
        return verdict
    try:
        return Recognised(tuple(_parts(Part(name=name, document=verdict.document))))
    except Exception as error:  # noqa: BLE001 - whatever a document holds, it must not keep the others from being filed
        return SetAside(Reason("recognition-failed", (type(error).__name__,)))


def _parts(part: Part) -> Iterator[Part]:
    document = part.document
    if document is None:
        yield part
        return
    bare = replace(document, members=())
    yield replace(part, document=bare, found=_found(bare))
    for member in document.members:
        yield from _parts(_part(member, part.depth + 1))


def _found(document: ReadDocument) -> Identification:
    """Return what is known of a document; a packet's header may also cite in its words what it answers."""
    read, stated = identify_file(document), document.stated
    if stated is None:
        return read
    answered = {reading.value for reading in stated.replies_to}
    cited = (reading for reading in read.replies_to if reading.value not in answered)
    return replace(stated, replies_to=(*stated.replies_to, *cited), refers_to=read.refers_to)


def _part(member: Member, depth: int) -> Part:
    return Part(name=member.name, data=member.data, role=member.role, document=member.document, depth=depth)
