"""What holds for every document that gets a number: the office's usual fields, and the day of issue."""

from datetime import date
from pathlib import Path
from unicodedata import category

from archive.archive import Archive
from archive.errors import DateInFutureError, SettingsUnfilledError
from archive.settings import Agency, unfilled
from desks.errors import LettersUndrawableError, YearNotOpenedError
from generator.fonts import can_draw
from model.record import Direction


def usual_fields(agency: Agency) -> dict[str, str]:
    """Return the fields of a draft that ``office.toml`` supplies."""
    fields = {
        "co_quan_ban_hanh": agency.name,
        "co_quan_chu_quan": agency.parent,
        "dia_danh": agency.place,
        "ma_co_quan": agency.organ_id,
        "ky_hieu_co_quan": agency.symbol,
    }
    return {name: value for name, value in fields.items() if value}


def refuse_placeholders(archive: Archive) -> None:
    """Refuse to issue for an office that does not say yet whose it is.

    Raises:
        SettingsUnfilledError: with the keys that were left as shipped.
    """
    keys = unfilled(archive.settings.agency)
    if keys:
        raise SettingsUnfilledError(archive.folder.settings, keys)


def day_of_issue(chosen: date | None, *, today: date) -> date:
    """Return the chosen day or today; after a day to come no number of before could be given.

    Raises:
        DateInFutureError: when the chosen day has not come yet.
    """
    if chosen is not None and chosen > today:
        raise DateInFutureError(chosen, today)
    return chosen or today


def refuse_unopened(archive: Archive, *, book: str, on: date, today: date) -> None:
    """Refuse a number of a year that is over and of which the book was never kept here: a slip in the date.

    Raises:
        YearNotOpenedError: when neither ``office.toml`` opened the book of that year nor it has a number.
    """
    if on.year >= today.year or (book, on.year) in archive.settings.openings:
        return
    if not any(
        record.series == book for record in archive.listings.registered(Direction.OUTGOING, year=on.year)
    ):
        raise YearNotOpenedError(book, on.year)


def refuse_undrawable(path: Path, text: str) -> None:
    """Refuse a document of which a letter would be printed as an empty box.

    Raises:
        LettersUndrawableError: with the letters that the face lacks.
    """
    printed = (letter for letter in text if not letter.isspace() and category(letter) != "Cf")
    lacking = dict.fromkeys(letter for letter in printed if not can_draw(letter))
    if lacking:
        raise LettersUndrawableError(path, " ".join(lacking))
