"""The connection to ``register.db``: migrated on opening, one writer at a time, every commit durable."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import OperationalError

from archive.errors import DiskFullError, OfficeBusyError, RegisterDamagedError
from archive.folder_errors import FolderReadOnlyError

SCHEMA: Final = "0006"
"""The newest revision under ``migrations/versions``; a test compares the two."""

_BUSY_SECONDS: Final = 60
_NO_ROOM: Final = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"})
"""What SQLite says of a full disk; the second when it cannot even begin to read."""
_CLOSED: Final = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")
"""Begins what SQLite says of a folder or a file that it may not write."""
_MIGRATIONS: Final = Path(__file__).with_name("migrations")


class Database:
    """The register's engine. ``url`` may name another database later; SQLite is the default."""

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        self.path = path
        self._is_read_only = is_read_only
        self.engine = _engine(_url_for_reading(path) if is_read_only else _url(path))
        if not is_read_only:
            event.listen(self.engine, "connect", _prepare_writing)
        with _named(path):
            if _revision(self.engine, path) != SCHEMA:
                self._refuse_read_only()
                _migrate(self.engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the register.

        Raises:
            DiskFullError: when the disk has no room even for looking.
        """
        with _named(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the one writing connection; commit at the end, roll back on an exception.

        Raises:
            OfficeBusyError: when another process writes for longer than a minute.
            DiskFullError: when the disk has no room left.
            FolderReadOnlyError: when it was opened only to read.
        """
        self._refuse_read_only()
        with (
            _named(self.path),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    def _refuse_read_only(self) -> None:
        if self._is_read_only:
            raise FolderReadOnlyError(self.path.parent)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Tell what SQLite refuses by errors of ours."""
    try:
        yield
    except OperationalError as error:
        if "locked" in str(error.orig):
            raise OfficeBusyError(path) from error
        if getattr(error.orig, "sqlite_errorname", None) in _NO_ROOM:
            raise DiskFullError(path) from error
        if is_closed(error.orig):
            raise PermissionError(errno.EACCES, "cannot be written", str(path.parent)) from error
        raise


def is_closed(fault: BaseException | None) -> bool:
    """Tell whether SQLite says that it may not write where a database lies: even reading needs that."""
    return str(getattr(fault, "sqlite_errorname", "")).startswith(_CLOSED)


def _url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _url_for_reading(path: Path) -> URL:
    """Return how to read a register where nothing can be written, not even what SQLite keeps beside it.

    Whoever has it open for writing has left its write-ahead log there, perhaps empty as yet: then SQLite has
    to heed that.
    """
    log, shared = (path.with_name(f"{path.name}-{end}") for end in ("wal", "shm"))
    is_at_rest = not log.exists() or not (log.stat().st_size or shared.exists())
    how = {"mode": "ro", "uri": "true", **({"immutable": "1"} if is_at_rest else {})}
    return URL.create("sqlite", database=path.as_uri(), query=how)


def _engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no common type
    # The driver's own transaction control would begin too late; _begin does it.
    connection.isolation_level = None


def _prepare_writing(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no common type
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    # Alembic takes a while to import and is needed once per upgrade.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(engine: Engine, path: Path) -> str | None:
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except OperationalError:
        raise
    except Exception as error:
        raise RegisterDamagedError(path, str(error)) from error
