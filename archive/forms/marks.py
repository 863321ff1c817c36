"""The reply marks that a document bears: printed on it, and in the properties of its file."""

from archive.read_document import ReadDocument
from model.reply_mark import ReplyMark, ReplyMarkError, find_marks


def marks_of(document: ReadDocument) -> tuple[ReplyMark | ReplyMarkError, ...]:
    """Return each mark once; one whose check fails counts only where none is right."""
    texts = (*document.metadata.values(), document.text, *(line.text for line in document.margins))
    found = [mark for text in texts for mark in find_marks(text)]
    right = dict.fromkeys(mark for mark in found if isinstance(mark, ReplyMark))
    return tuple(right) or tuple(found[:1])
