"""Read the answers of a record once more, for the dispatch that a person says it answers."""

from collections.abc import Callable

from archive.forms.answers import read_answers
from archive.forms.review import is_empty_form
from archive.read_document import ReadDocument
from model.answer import FieldAnswer
from model.record import FileRole, Record, StoredFile
from model.reply_form import ReplyForm

Reread = Callable[[Record, StoredFile], ReadDocument | None]
"""Gives a file of a record as it is read now; None where that fails."""

_WITH_WORDS = frozenset({FileRole.DOCUMENT, FileRole.ORIGINAL, FileRole.ATTACHMENT, FileRole.VERSION})
"""Where a form may be: in a mail, a zip or a packet it is the document, or is sent along with that."""


def reread_answers(record: Record, form: ReplyForm | None, reread: Reread) -> tuple[FieldAnswer, ...]:
    """Return the answers of the newest version that has any."""
    if form is None:
        return ()
    for file in reversed([file for file in record.files if file.role in _WITH_WORDS]):
        document = reread(record, file)
        answers = () if document is None else read_answers(document, form, file=file.path)
        if answers and not is_empty_form(answers):
            return answers
    return ()
