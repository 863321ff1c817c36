"""What a record keeps of the files that make it: each under its role, and the text of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from archive.incoming import Bundle, IncomingFile
from archive.looking import Part
from archive.ocfl.staging import Source, digest_of, size_of
from archive.read_document import MemberRole, ReadDocument
from archive.record_text import TEXT
from model.record import FileRole, StoredFile

_ANY_BYTES = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One stored file with its bytes, and what was read from it."""

    file: StoredFile
    data: Source
    document: ReadDocument | None = None


def contents(bundle: Bundle) -> tuple[Content, ...]:
    """Return what is kept of the files, the document first; the same bytes once."""
    kept = {content.file.path: content for content in reversed([*_of_lead(bundle.lead), *_of_others(bundle)])}
    return tuple(reversed(kept.values()))


def text_of(found: tuple[Content, ...]) -> bytes:
    """Return the text that the index knows the record by: that of the document, then of what came with it."""
    roles = {FileRole.ORIGINAL, FileRole.DOCUMENT, FileRole.ATTACHMENT}
    documents = (one.document for one in found if one.document is not None and one.file.role in roles)
    return "\n".join(text for document in documents if (text := document.text)).encode()


def text_file(name: str, text: bytes) -> StoredFile:
    """Describe the text that was read from the file of that name."""
    return StoredFile(
        path=TEXT,
        name=f"{PurePath(name).stem}.txt",
        role=FileRole.TEXT,
        sha256=digest_of(text),
        size=len(text),
        media_type="text/plain",
    )


def _of_lead(file: IncomingFile) -> Iterator[Content]:
    """Yield the document itself, then the file that it came in, then the other members of that."""
    main = file.main
    if main is not None and main.data is not None:
        yield _content(main, main.data, FileRole.DOCUMENT)
    yield _whole(file, FileRole.ORIGINAL)
    yield from _members(file, main)


def _of_others(bundle: Bundle) -> Iterator[Content]:
    for file in bundle.files[1:]:
        yield _whole(file, FileRole.VERSION if file.is_document else FileRole.ATTACHMENT)
        yield from _members(file, None)


def _whole(file: IncomingFile, role: FileRole) -> Content:
    if not file.parts:
        kept_as = FileRole.ORIGINAL if file.is_said_document else FileRole.DATA
        return _content(Part(name=str(file.row.path)), file.data, kept_as)
    return _content(file.parts[0], file.data, role)


def _members(file: IncomingFile, main: Part | None) -> Iterator[Content]:
    for part in file.parts[1:]:
        document = part.document
        # A container without words of its own is kept by what it holds, and in the file that came.
        is_needless = part is main or part.role is MemberRole.BODY
        if part.data is not None and not is_needless and (document is None or document.is_document):
            yield _content(part, part.data, FileRole.ATTACHMENT if document else FileRole.DATA)


def _content(part: Part, data: Source, role: FileRole) -> Content:
    digest = digest_of(data)
    document = part.document
    return Content(
        file=StoredFile(
            path=f"{role}/{digest[:16]}.{document.format if document else _ending(part.name)}",
            name=PurePath(part.name).name,
            role=role,
            sha256=digest,
            size=size_of(data),
            media_type=document.media_type if document else _ANY_BYTES,
        ),
        data=data,
        document=document,
    )


def _ending(name: str) -> str:
    """Return the ending of a name as far as an object may have it."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return "".join(letter for letter in ending if letter.isascii() and letter.isalnum()) or "bin"
