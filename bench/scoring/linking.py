"""Is the right open dispatch linked: every code that the documents cite, as one that waits for answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from archive.linking import OpenDispatch, candidates
from bench.scoring.reading import Said
from model.document_code import DocumentCode, DocumentCodeError
from model.identification import Identification
from model.record import Addressee
from model.record_id import RecordId
from model.vietnamese import fold

_DATE = re.compile(r"\D{0,12}?(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*((?:19|20)\d\d)")
_BEHIND: Final = 40
"""Characters behind a code within which the date of the cited document stands."""
_BEFORE: Final = timedelta(days=10)
"""How long before its answer a dispatch counts as issued whose date nobody tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One document and one dispatch that it answers or carries out."""

    code: str
    is_first: bool
    """Whether the dispatch is linked, or proposed before every dispatch that the document does not cite."""
    wrong: tuple[str, ...]
    """Dispatches linked without asking that the document does not cite."""


def judge_links(read: Sequence[tuple[Mapping[str, Any], Said]]) -> Iterator[Linked]:
    """Judge every pair of a document and a code that it truly cites, all codes being open dispatches."""
    opened = _open_dispatches(read)
    for truth, said in read:
        cited = {_key(code) for code in _cited(truth)}
        if cited and said.found is not None:
            yield from _judged(said.found, cited, opened)
        else:
            yield from (Linked(code=code, is_first=False, wrong=()) for code in cited)


def _judged(found: Identification, cited: set[str], opened: Mapping[str, OpenDispatch]) -> Iterator[Linked]:
    asked = Addressee.by_name("" if found.organ is None else found.organ.value)
    own = Addressee(organ_id=found.organ_id.value, name=asked.name) if found.organ_id else asked
    proposed = candidates(found, tuple(_addressed(one, own) for one in opened.values()))
    keys = [_key(str(one.code)) for one in proposed]
    first = next((index for index, key in enumerate(keys) if key not in cited), len(keys))
    wrong = tuple(str(one.code) for one in proposed if one.is_certain and _key(str(one.code)) not in cited)
    for code in cited:
        is_certain = any(one.is_certain and _key(str(one.code)) == code for one in proposed)
        yield Linked(code=code, is_first=is_certain or code in keys[:first], wrong=wrong)


def _open_dispatches(read: Sequence[tuple[Mapping[str, Any], Said]]) -> dict[str, OpenDispatch]:
    opened: dict[str, OpenDispatch] = {}
    for truth, said in read:
        for text in _cited(truth):
            number = len(opened) + 1
            code = _code(text)
            issued_on = _issued_on(text, truth, said)
            opened.setdefault(
                _key(text),
                OpenDispatch(
                    id=RecordId(2000, "di", number), code=code, issued_on=issued_on, subject="", addressees=()
                ),
            )
    return opened


def _addressed(dispatch: OpenDispatch, asked: Addressee) -> OpenDispatch:
    """Return the dispatch as sent to the document's sender: whom it asked is not in the corpus."""
    return OpenDispatch(
        id=dispatch.id,
        code=dispatch.code,
        issued_on=dispatch.issued_on,
        subject=dispatch.subject,
        addressees=(asked,),
    )


def _cited(truth: Mapping[str, Any]) -> list[str]:
    return [*truth.get("replies_to", []), *truth.get("refers_to", [])]


def _issued_on(text: str, truth: Mapping[str, Any], said: Said) -> date:
    """Return the date that the citing document gives, else one shortly before its own."""
    written = re.search(r"\s*".join(map(re.escape, fold(text))), said.text)
    match = None if written is None else _DATE.match(said.text[written.end() : written.end() + _BEHIND])
    if match is not None:
        day, month, year = map(int, match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            pass
    own = str(truth.get("date", "2000-01-31"))
    return date.fromisoformat(own) - _BEFORE


def _code(text: str) -> DocumentCode:
    try:
        return DocumentCode.parse(text)
    except DocumentCodeError:
        number, _, symbol = text.rpartition("/") if "/" in text else (text, "", "")
        return DocumentCode(number=number, symbol=symbol)


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _code(text).folded_key)
