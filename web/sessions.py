"""Who is signed in: held in memory, so that a restart signs everybody out."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from model.actor import Actor
from web.login import digest

SESSION_HOURS: Final = 8
"""A working day."""

_RANDOM_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One person at one browser; every form she sends carries ``form_token`` (against forged requests)."""

    actor: Actor
    form_token: str
    ends: float

    def has_sent(self, form_token: str) -> bool:
        """Whether a form with this token comes from one of our own pages."""
        return secrets.compare_digest(self.form_token.encode(), form_token.encode(errors="replace"))


class Sessions:
    """The open sessions by the digest of the token in the browser's cookie. ``monotonic`` counts seconds."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._open: dict[str, Session] = {}
        self._lock = threading.Lock()

    def open(self, actor: Actor) -> str:
        """Sign a person in; return the token for her cookie."""
        token = secrets.token_urlsafe(_RANDOM_BYTES)
        session = Session(
            actor=actor,
            form_token=secrets.token_urlsafe(_RANDOM_BYTES),
            ends=self._monotonic() + SESSION_HOURS * 3600,
        )
        with self._lock:
            self._open[digest(token)] = session
        return token

    def find(self, token: str) -> Session | None:
        """Return the session of a cookie's token, None when it is unknown or over."""
        with self._lock:
            session = self._open.get(digest(token))
            if session is None or session.ends > self._monotonic():
                return session
            del self._open[digest(token)]
            return None

    def close(self, token: str) -> None:
        """Sign out."""
        with self._lock:
            self._open.pop(digest(token), None)
