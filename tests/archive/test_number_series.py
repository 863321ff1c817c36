import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from archive.database import Database
from archive.errors import DateBeforeLastNumberError, SeriesAlreadyOpenError
from archive.number_series import open_series, series_state, take_number

DAY = date(2026, 11, 22)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "register.db")


def take(database: Database, on: date = DAY, book: str = "di") -> int:
    with database.write() as connection:
        return take_number(connection, book=book, year=on.year, on=on)


def test_numbers_run_from_one_in_each_book_and_year(database: Database) -> None:
    assert [take(database), take(database), take(database, book="den")] == [1, 2, 1]
    assert take(database, on=date(2027, 1, 1)) == 1


def test_a_series_goes_on_from_the_last_number_on_paper(database: Database) -> None:
    with database.write() as connection:
        open_series(connection, book="di", year=2026, opening=1615)
    assert take(database) == 1616


def test_an_opening_value_is_set_once_and_before_the_first_number(database: Database) -> None:
    take(database)
    with pytest.raises(SeriesAlreadyOpenError), database.write() as connection:
        open_series(connection, book="di", year=2026, opening=1615)


def test_no_number_is_taken_for_a_date_before_that_of_the_last_number(database: Database) -> None:
    take(database)
    with pytest.raises(DateBeforeLastNumberError) as caught:
        take(database, on=date(2026, 11, 21))
    assert caught.value.last_on == DAY
    assert take(database) == 2


def test_a_number_taken_in_a_failed_transaction_is_given_again(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _take_and_fail(database)
    assert take(database) == 1


def _take_and_fail(database: Database) -> None:
    with database.write() as connection:
        take_number(connection, book="di", year=2026, on=DAY)
        raise ZeroDivisionError


TAKE_25 = """
import sys
from datetime import date
from pathlib import Path
from archive.database import Database
from archive.number_series import take_number

database = Database(Path(sys.argv[1]))
for _ in range(25):
    with database.write() as connection:
        print(take_number(connection, book="di", year=2026, on=date(2026, 11, 22)))
"""


def test_eight_processes_at_once_leave_no_gap_and_no_twin(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    Database(path).close()
    command = [sys.executable, "-c", TAKE_25, str(path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(8)]
    taken = [int(number) for process in running for number in process.communicate()[0].split()]
    assert [process.returncode for process in running] == [0] * 8
    assert sorted(taken) == list(range(1, 201))
    with Database(path).read() as connection:
        assert series_state(connection, book="di", year=2026).last == 200
