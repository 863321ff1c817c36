"""Read the answers of a record once more, for the dispatch that a person says it answers."""

from collections.abc import Callable

from archive.forms.answers import read_answers
from archive.forms.review import is_empty_form
from archive.readers import read
from archive.readers.errors import ReadError
from model.answer import FieldAnswer
from model.record import FileRole, Record, StoredFile
from model.reply_form import ReplyForm

_DOCUMENTS = frozenset({FileRole.ORIGINAL, FileRole.VERSION})


def reread_answers(
    record: Record, form: ReplyForm | None, content: Callable[[StoredFile], bytes]
) -> tuple[FieldAnswer, ...]:
    """Return the answers of the newest version that has any; ``content`` gives the bytes of a file."""
    if form is None:
        return ()
    documents = [file for file in record.files if file.role in _DOCUMENTS]
    for file in reversed(documents):
        try:
            document = read(content(file), name=file.name)
        except ReadError:
            continue
        answers = read_answers(document, form, file=file.path)
        if answers and not is_empty_form(answers):
            return answers
    return ()
