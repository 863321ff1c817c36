"""The reply forms of a dispatch in the outbox, and whether all of them are there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from archive import disk
from model.record_id import RecordId, RecordIdError

FOLDER: Final = "phieu"
_OPEN: Final = "phieu.chua-xong"
"""Lies beside the folder until every form is in it."""
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
        disk.write_atomic(self._outbox / str(dispatch) / _OPEN, b"")

    def withdraw(self, dispatch: RecordId) -> None:
        """Take the forms of a dispatch away: nobody shall be asked any more."""
        disk.remove_file(self._outbox / str(dispatch) / _OPEN)
        disk.remove_tree(self.folder(dispatch))

    def unfinished(self) -> Iterator[RecordId]:
        """Yield the dispatches whose forms are still to be made, oldest first."""
        for note in sorted(self._outbox.glob(f"*/{_OPEN}")):
            try:
                yield RecordId.parse(note.parent.name)
            except RecordIdError:
                continue

    def fill(
        self, dispatch: RecordId, forms: Iterable[Mapping[str, bytes]], *, told: Callable[[int], None]
    ) -> Path:
        """Write the files of all forms, each by name, and return their folder; ``told`` hears how many.

        Forms of an earlier attempt are removed first: a power cut may have left half of one.
        """
        folder = self.folder(dispatch)
        disk.make_folder(folder.parent)
        self.announce(dispatch)
        disk.remove_tree(folder)
        done, group = 0, dict[str, bytes]()
        for done, files in enumerate(forms, start=1):
            group |= {name.replace("/", "-"): data for name, data in files.items()}
            if done % _GROUP == 0:
                disk.write_files(folder, group)
                group = {}
            told(done)
        disk.write_files(folder, group)
        disk.remove_file(self._outbox / str(dispatch) / _OPEN)
        return folder
