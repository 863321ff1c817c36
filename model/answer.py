"""What an addressee answered to one item of a reply form, and where in its document that stands."""

from dataclasses import dataclass

from model.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlace:
    """Where an answer was read: ``file`` is the content path of the stored file.

    Tables, rows and columns count from 1, as people count them. ``page`` and ``box`` (left, top, right and
    bottom in millimetres) are known where the format has geometry.
    """

    file: str
    table: int
    row: int
    column: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAnswer:
    """The answer to one item; an item that nobody filled in has one without text."""

    code: str
    text: str = ""
    """As typed, in NFC."""
    value: str | None = None
    """The answer in one form for all (``1204``, ``93.5``, ``2026-11-15``, a choice as the form spells it)."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The filled rows of an item with a table of its own, each with its name first."""
    problem: Reason | None = None
    """Why a person has to look at it."""
    place: AnswerPlace | None = None
    """None when the document has no such item."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self.text
