"""The reply forms of a dispatch in the outbox, and whether all of them are there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from archive import disk
from model.record_id import RecordId, RecordIdError

FOLDER: Final = "phieu"
_OPEN: Final = "phieu.chua-xong"
"""Lies beside the folder until every form is in it; it says how many are durable."""
_GROUP: Final = 50
"""Forms that are made durable together."""


class FormOutbox:
    """Writes the forms of dispatches; what a stop leaves unfinished is known by a file beside the folder."""

    def __init__(self, outbox: Path) -> None:
        self._outbox = outbox

    def folder(self, dispatch: RecordId) -> Path:
        """Return where the forms of a dispatch lie."""
        return self._outbox / str(dispatch) / FOLDER

    def announce(self, dispatch: RecordId) -> None:
        """Note that the forms of a dispatch are to be made."""
        disk.write_atomic(self._note(dispatch), b"")

    def withdraw(self, dispatch: RecordId) -> None:
        """Take the forms of a dispatch away: nobody shall be asked any more."""
        disk.remove_file(self._note(dispatch))
        disk.remove_tree(self.folder(dispatch))

    def unfinished(self) -> Iterator[RecordId]:
        """Yield the dispatches whose forms are still to be made, oldest first."""
        for note in sorted(self._outbox.glob(f"*/{_OPEN}")):
            try:
                yield RecordId.parse(note.parent.name)
            except RecordIdError:
                continue

    def fill(
        self,
        dispatch: RecordId,
        forms: Callable[[int], Iterable[Mapping[str, bytes]]],
        *,
        told: Callable[[int], None],
    ) -> Path:
        """Write the files of all forms, each by name, and return their folder; ``told`` hears how many.

        ``forms`` gives them from a place on, counted from 0: what an earlier attempt made durable stays, and
        what it left of the group after that, perhaps half of a file, is written anew.
        """
        folder = self.folder(dispatch)
        disk.make_folder(folder.parent)
        first = self._made(dispatch)
        if first == 0:
            self.announce(dispatch)
            disk.remove_tree(folder)
        done = first
        for group in _in_groups(forms(first)):
            self._write(folder, group)
            for _ in group:
                done += 1
                told(done)
            disk.write_atomic(self._note(dispatch), str(done).encode())
        disk.remove_file(self._note(dispatch))
        return folder

    def _write(self, folder: Path, group: list[Mapping[str, bytes]]) -> None:
        files = {name.replace("/", "-"): data for form in group for name, data in form.items()}
        disk.remove_files([path for name in files if (path := folder / name).exists()])
        disk.write_files(folder, files)

    def _made(self, dispatch: RecordId) -> int:
        """Return how many forms an attempt that was stopped had made durable."""
        note = self._note(dispatch)
        said = note.read_bytes() if note.exists() else b""
        return int(said) if said.isdigit() and self.folder(dispatch).is_dir() else 0

    def _note(self, dispatch: RecordId) -> Path:
        return self._outbox / str(dispatch) / _OPEN


def _in_groups(forms: Iterable[Mapping[str, bytes]]) -> Iterator[list[Mapping[str, bytes]]]:
    left = iter(forms)
    while group := list(islice(left, _GROUP)):
        yield group
