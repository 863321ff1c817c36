from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

import archive.database
from archive.database import SCHEMA, Database
from archive.errors import DiskFullError, RegisterDamagedError
from archive.tables import metadata

MIGRATIONS = Path(archive.database.__file__).with_name("migrations")


def test_the_schema_known_to_the_program_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == SCHEMA


def test_migrating_an_empty_file_gives_exactly_the_tables_of_the_program(tmp_path: Path) -> None:
    database = Database(tmp_path / "register.db")
    made = inspect(database.engine)
    assert set(made.get_table_names()) == {*metadata.tables, "alembic_version"}
    for name, table in metadata.tables.items():
        columns = {
            column["name"]: (str(column["type"]), column["nullable"]) for column in made.get_columns(name)
        }
        assert columns == {column.name: (str(column.type), column.nullable) for column in table.columns}
        assert {index["name"] for index in made.get_indexes(name)} == {index.name for index in table.indexes}


def test_a_file_that_is_no_database_is_named_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.write_bytes(b"this was a register once" * 100)
    with pytest.raises(RegisterDamagedError) as caught:
        Database(path)
    assert caught.value.path == path


def test_a_full_disk_is_told_as_such_and_what_was_noted_stays(tmp_path: Path) -> None:
    database = Database(tmp_path / "register.db")
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError) as caught, database.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES (hex(zeroblob(100000)))")
    assert caught.value.path == tmp_path / "register.db"
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one() == 0
    database.close()


def test_the_register_lies_in_the_office_whatever_the_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "a?b 50%20z"
    folder.mkdir()
    Database(folder / "register.db").close()
    assert (folder / "register.db").is_file()


def test_opening_a_register_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    Database(path).close()
    before = path.read_bytes()
    Database(path).close()
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "register.db").mkdir()  # SQLite can open nothing there, whoever runs the test
    with pytest.raises(PermissionError) as caught:
        Database(tmp_path / "register.db")
    assert caught.value.filename == str(tmp_path)
