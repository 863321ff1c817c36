"""Read the answers of a record once more, for the dispatch that a person says it answers."""

from collections.abc import Callable
from dataclasses import replace

from archive.forms.answers import read_answers
from archive.forms.review import is_empty_form
from archive.looking import Recognised
from archive.read_document import ReadDocument
from archive.reader_pool import readers
from model.answer import FieldAnswer
from model.record import FileRole, Record, StoredFile
from model.reply_form import ReplyForm

_WITH_WORDS = frozenset({FileRole.DOCUMENT, FileRole.ORIGINAL, FileRole.ATTACHMENT, FileRole.VERSION})
"""Where a form may be: in a mail, a zip or a packet it is the document, or is sent along with that."""


def reread_answers(
    record: Record, form: ReplyForm | None, content: Callable[[StoredFile], bytes]
) -> tuple[FieldAnswer, ...]:
    """Return the answers of the newest version that has any; ``content`` gives the bytes of a file."""
    if form is None:
        return ()
    for file in reversed([file for file in record.files if file.role in _WITH_WORDS]):
        document = _read(record, file, content(file))
        answers = () if document is None else read_answers(document, form, file=file.path)
        if answers and not is_empty_form(answers):
            return answers
    return ()


def _read(record: Record, file: StoredFile, data: bytes) -> ReadDocument | None:
    """Read a file as at its arrival, in a process that may fail; of a shared one the record's own pages."""
    looked = readers().look_now(file.name, data)
    document = looked.parts[0].document if isinstance(looked, Recognised) else None
    if document is None or not record.pages or file.role is FileRole.VERSION:
        return document
    return replace(document, pages=tuple(page for page in document.pages if page.number in record.pages))
