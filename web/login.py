"""How a person gets in: a ticket that the terminal prints and that works once."""

import secrets
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Final
from urllib.parse import urlencode

TICKET_MINUTES: Final = 15

_RANDOM_BYTES: Final = 32


class LoginTickets:
    """The tickets that were given out and not used yet; only their digests are kept.

    ``monotonic`` counts seconds.
    """

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._ends: dict[str, float] = {}
        self._lock = threading.Lock()

    def issue(self) -> str:
        """Return a new ticket, good for a quarter of an hour."""
        ticket = secrets.token_urlsafe(_RANDOM_BYTES)
        with self._lock:
            self._ends[digest(ticket)] = self._monotonic() + TICKET_MINUTES * 60
        return ticket

    def is_good(self, ticket: str) -> bool:
        """Whether the ticket would let somebody in now."""
        with self._lock:
            return self._known(ticket) is not None

    def redeem(self, ticket: str) -> bool:
        """Use the ticket up; True when it was good."""
        with self._lock:
            known = self._known(ticket)
            if known is None:
                return False
            del self._ends[known]
            return True

    def _known(self, ticket: str) -> str | None:
        now, asked = self._monotonic(), digest(ticket)
        self._ends = {kept: end for kept, end in self._ends.items() if now < end}
        return next((kept for kept in self._ends if secrets.compare_digest(kept, asked)), None)


def login_path(ticket: str) -> str:
    """Return the address, below the server's own, that a ticket opens."""
    return f"/vao?{urlencode({'ma': ticket})}"


def digest(secret: str) -> str:
    """Return what is kept of a secret: it tells the secret again, but does not give it away."""
    return sha256(secret.encode(errors="replace")).hexdigest()
