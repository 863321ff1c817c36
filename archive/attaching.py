"""What a further file does to a record: a duplicate, another version of it, a data file that came with it."""

from collections.abc import Iterable
from dataclasses import replace

from archive.forms.review import answered_by_files, differing, is_empty_form, review_of
from model.answer import FieldAnswer
from model.reason import Reason
from model.record import ArrivedFile, FileRole, LinkState, Record, StoredFile
from model.reply_form import ReplyForm


def with_arrival(record: Record, arrived: ArrivedFile, *files: StoredFile) -> Record:
    """Return the record with one more arrival and the files it brought; unchanged when it knows of it."""
    if any(known.ledger_id == arrived.ledger_id for known in record.arrivals):
        return record
    return replace(record, arrivals=(*record.arrivals, arrived), files=(*record.files, *files))


def with_answers_of_version(record: Record, answers: tuple[FieldAnswer, ...], *, file: str) -> Record:
    """Return the record as it stands when another version of it, kept as ``file``, brings these answers.

    Answers where there were none are taken over; other answers than before wait for a person.
    """
    if not answers or is_empty_form(answers):
        return record
    if not record.answers or is_empty_form(record.answers):
        others = (reason for reason in record.review if reason not in {*review_of(record.answers)})
        taken = tuple(answer_in(answer, file) for answer in answers)
        return replace(record, answers=taken, review=(*others, *review_of(taken)))
    codes = differing(answers, record.answers)
    if not codes:
        return record
    return replace(record, review=(*record.review, Reason("version-differs", codes)))


def answer_in(answer: FieldAnswer, file: str) -> FieldAnswer:
    """Return an answer as one of the same document kept under another path."""
    return answer if answer.place is None else replace(answer, place=replace(answer.place, file=file))


def against_earlier(record: Record, earlier: Iterable[Record]) -> Record:
    """Return a new record as it stands beside earlier ones of the same sender that answer the same dispatch.

    Where they say otherwise it counts only when a person says so.
    """
    for other in earlier:
        codes = differing(record.answers, other.answers)
        if codes:
            links = tuple(
                replace(link, state=LinkState.PROPOSED) if link.state is LinkState.AUTOMATIC else link
                for link in record.links
            )
            differs = Reason("answers-differ", (str(other.id), ", ".join(codes)))
            return replace(record, links=links, review=(*record.review, differs))
    return record


def with_data(record: Record, arrived: ArrivedFile, file: StoredFile, form: ReplyForm | None) -> Record:
    """Return the record with a data file, which answers the items that ask for data files."""
    known = any(kept.path == file.path for kept in record.files)
    filed = with_arrival(record, arrived, *(() if known else (file,)))
    codes = frozenset(item.code for item in form.fields if item.data) if form else frozenset[str]()
    return replace(filed, review=tuple(answered_by_files(filed.review, codes)))


def data_file(*, name: str, sha256: str, size: int) -> StoredFile:
    """Describe a data file that is kept whole; its ASCII path keeps the ending of its name."""
    ending = "".join(
        letter for letter in name.rpartition(".")[2].lower() if letter.isascii() and letter.isalnum()
    )
    return StoredFile(
        path=f"{FileRole.DATA}/{sha256[:16]}.{ending or 'bin'}",
        name=name,
        role=FileRole.DATA,
        sha256=sha256,
        size=size,
        media_type="application/octet-stream",
    )
