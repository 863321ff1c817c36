"""Answer boards and tables of answers, of the dispatches that an id or a code names."""

from datetime import date

from archive.answer_board import answer_board
from archive.collecting import collect
from archive.errors import NoFormError, NotADispatchError
from archive.lookup import Lookup
from model.board import ReplyBoard
from model.collection import Collection
from model.record import Direction


class Boards:
    """Makes them anew whenever they are asked for."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def board(self, id_or_code: str, *, on: date) -> ReplyBoard:
        """Return who answered one of our dispatches.

        Raises:
            CodeNotFoundError: when there is no such record.
            NotADispatchError: when the record was not issued here.
        """
        found = self._lookup.find(id_or_code)
        dispatch = next((record for record in found if record.direction is Direction.OUTGOING), None)
        if dispatch is not None and dispatch.reminds is not None:
            [dispatch] = self._lookup.find(str(dispatch.reminds))  # the answers are to what it reminds of
        if dispatch is None or dispatch.code is None:
            raise NotADispatchError(found[0].id)
        return answer_board(dispatch, self._lookup.answers_to(dispatch), code=dispatch.code, on=on)

    def collect(self, id_or_code: str, *, on: date) -> Collection:
        """Return the answers to one of our dispatches as a table.

        Raises:
            CodeNotFoundError: when there is no such record.
            NotADispatchError: when the record was not issued here.
            NoFormError: when it was issued without a reply form.
        """
        board = self.board(id_or_code, on=on)
        [dispatch] = self._lookup.find(str(board.dispatch))
        if dispatch.form is None:
            raise NoFormError(dispatch.id)
        return collect(board, dispatch.form, self._lookup.answers_to(dispatch))
