"""What a further file does to a record: a duplicate, another version of it, a data file that came with it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from archive.forms.review import answered_by_files, differing, is_empty_form, review_of
from model.answer import FieldAnswer
from model.reason import Reason
from model.record import ArrivedFile, LinkState, Record, StoredFile
from model.reply_form import ReplyForm


def with_arrivals(record: Record, arrived: Iterable[ArrivedFile], files: Iterable[StoredFile] = ()) -> Record:
    """Return the record with further arrivals and the files they brought; unchanged when it knows of them."""
    known = {arrival.ledger_id for arrival in record.arrivals}
    new = [arrival for arrival in arrived if arrival.ledger_id not in known]
    if not new:
        return record
    held = {file.sha256 for file in record.files}
    added = [file for file in files if file.sha256 not in held]
    return replace(record, arrivals=(*record.arrivals, *new), files=(*record.files, *added))


def with_answers_of_version(record: Record, answers: tuple[FieldAnswer, ...]) -> Record:
    """Return the record as it stands when another version of it brings these answers.

    Answers where there were none are taken over; other answers than before wait for a person.
    """
    if not answers or is_empty_form(answers):
        return record
    if not record.answers or is_empty_form(record.answers):
        others = (reason for reason in record.review if reason not in {*review_of(record.answers)})
        return replace(record, answers=answers, review=(*others, *review_of(answers)))
    codes = differing(answers, record.answers)
    if not codes:
        return record
    return replace(record, review=(*record.review, Reason("version-differs", codes)))


def answer_in(answer: FieldAnswer, paths: Mapping[str, str]) -> FieldAnswer:
    """Return an answer as one of a document kept under another path; ``paths`` maps the paths."""
    place = answer.place
    return answer if place is None else replace(answer, place=replace(place, file=paths[place.file]))


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


def with_data_answers(record: Record, form: ReplyForm | None) -> Record:
    """Return the record as it stands when its data files answer the items that ask for data files."""
    codes = frozenset(item.code for item in form.fields if item.data) if form else frozenset[str]()
    return replace(record, review=tuple(answered_by_files(record.review, codes)))
