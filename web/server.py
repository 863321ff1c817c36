"""The web office at work: a server on this machine alone, with the inbox watched beside it."""

import socket
import threading
from collections.abc import Callable, Sequence
from typing import Final

import uvicorn

from model.ledger import FilingOutcome
from office import RecordsOffice
from web.app import create_app
from web.login import LoginTickets, login_path

_HOST: Final = "127.0.0.1"
_PORTS_TRIED: Final = 50
_HIGHEST_PORT: Final = 65535
_LONGEST_HEAD: Final = 256 * 1024
"""Bytes of an address with its headers: ten thousand letters with diacritics take nine bytes each there."""


class NoFreePortError(Exception):
    """Every port from ``first`` to ``last`` is taken."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"no free port from {first} to {last}")
        self.first = first
        self.last = last


def listen(port: int) -> socket.socket:
    """Return a socket that listens on this machine at the port, or the next free one.

    Raises:
        NoFreePortError: when fifty ports in a row are taken.
    """
    last = min(port + _PORTS_TRIED, _HIGHEST_PORT)
    for candidate in range(port, last + 1):
        try:
            return socket.create_server((_HOST, candidate))
        except OSError:
            continue
    raise NoFreePortError(port, last)


def serve(
    office: RecordsOffice,
    listener: socket.socket,
    stop: threading.Event,
    *,
    greet: Callable[[str], None],
    told: Callable[[FilingOutcome], None],
    hindered: Callable[[Sequence[Exception]], None],
) -> None:
    """Serve the pages and watch the inbox until a signal ends the server.

    ``greet`` gets the address with the one-time login; ``told`` hears of every file and ``hindered`` of what
    stood in the way of each pass, from another thread.
    """
    tickets = LoginTickets()
    office.prepare()  # an index that must be filled anew is filled while pages are served
    threading.Thread(target=office.sync_index, name="index", daemon=True).start()
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(office, login=tickets),
            log_level="warning",
            h11_max_incomplete_event_size=_LONGEST_HEAD,
        )
    )
    watching = threading.Thread(target=_watch, args=(office, stop, told, hindered), name="watcher")
    watching.start()
    greet(f"http://{_HOST}:{listener.getsockname()[1]}{login_path(tickets.issue())}")
    try:
        server.run(sockets=[listener])
    finally:
        stop.set()
        watching.join()


def _watch(
    office: RecordsOffice,
    stop: threading.Event,
    told: Callable[[FilingOutcome], None],
    hindered: Callable[[Sequence[Exception]], None],
) -> None:
    """Watch the inbox, unless the office can only be read."""
    if not office.folder.is_read_only:
        office.watch(stop, told=told, hindered=hindered)
