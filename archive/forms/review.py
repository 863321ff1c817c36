"""Why a filled form has to be looked at by a person."""

from collections.abc import Iterable, Iterator
from typing import Final

from model.answer import FieldAnswer
from model.reason import Reason

_MISSING: Final = "answers-missing"


def is_empty_form(answers: tuple[FieldAnswer, ...]) -> bool:
    """Whether a form came back with nothing in it."""
    return bool(answers) and all(answer.is_empty for answer in answers)


def review_of(answers: tuple[FieldAnswer, ...]) -> Iterator[Reason]:
    """Yield what is wrong with the answers; each reason names the items it is about."""
    if is_empty_form(answers):
        yield Reason("form-empty")
        return
    empty = [answer.code for answer in answers if answer.problem and answer.is_empty]
    wrong = [answer.code for answer in answers if answer.problem and not answer.is_empty]
    if wrong:
        yield Reason("answers-to-check", tuple(dict.fromkeys(wrong)))
    if empty:
        yield Reason("answers-missing", tuple(empty))


def answered_by_files(review: Iterable[Reason], codes: frozenset[str]) -> Iterator[Reason]:
    """Yield the reasons that stay when data files have answered the items of these codes."""
    for reason in review:
        if reason.code != _MISSING:
            yield reason
        elif left := tuple(code for code in reason.facts if code not in codes):
            yield Reason(_MISSING, left)


def differing(answers: Iterable[FieldAnswer], earlier: Iterable[FieldAnswer]) -> tuple[str, ...]:
    """Return the codes of the items that both answer, each otherwise."""
    known = {answer.code: _said(answer) for answer in earlier if not answer.is_empty}
    return tuple(
        dict.fromkeys(
            answer.code
            for answer in answers
            if not answer.is_empty and known.get(answer.code, _said(answer)) != _said(answer)
        )
    )


def _said(answer: FieldAnswer) -> str:
    return answer.value or " ".join(answer.text.split())
