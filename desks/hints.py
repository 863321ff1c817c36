"""The desk that shows what the office was taught about its correspondents, and lets people change it."""

from archive.archive import Archive
from archive.hint_terms import hint_by_hand
from archive.recognition.hints import rivals
from model.actor import Actor
from model.clock import Clock
from model.hint import Hint, HintKind


class HintDesk:
    """What recognition goes by beside the documents themselves; every change is somebody's."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self._hints = archive.clerk.hints
        self._clock = clock

    def present(self) -> tuple[Hint, ...]:
        """Return the hints that recognition goes by, by number."""
        return tuple(hint for hint in self._hints.all() if hint.is_present)

    def rivals(self, hint: Hint) -> tuple[Hint, ...]:
        """Return the present hints that contradict one (see ``rivals``)."""
        return rivals(hint, self.present())

    def with_rivals(self) -> tuple[tuple[Hint, tuple[Hint, ...]], ...]:
        """Return the present hints, each with those that contradict it."""
        present = self.present()
        return tuple((hint, rivals(hint, present)) for hint in present)

    def removed(self) -> tuple[Hint, ...]:
        """Return the hints that were removed, by number."""
        return tuple(hint for hint in self._hints.all() if not hint.is_present)

    def add(self, kind: HintKind, text: str, organ: str, *, parent: str | None, actor: Actor) -> Hint:
        """Teach the office what a name or a sender stands for (see ``hint_by_hand``)."""
        hint = hint_by_hand(kind, text, organ, parent=parent, actor=actor, at=self._clock.now())
        return self._hints.add(hint, actor=actor)

    def remove(self, number: int, *, actor: Actor) -> Hint:
        """Let recognition go by a hint no more (see ``HintBook.remove``)."""
        return self._hints.remove(number, actor=actor)
