"""The texts of the documents, in a file as an archive has them, for the engine that keeps none."""

import tempfile


class Texts:
    """Texts by id; the file goes with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # open as long as texts are asked for
        self._places: dict[str, tuple[int, int]] = {}

    def keep(self, record_id: str, text: str) -> None:
        """Write a text down."""
        begin = self._file.seek(0, 2)
        self._places[record_id] = begin, self._file.write(text.encode())

    def of(self, record_id: str) -> str:
        """Return a text."""
        begin, length = self._places[record_id]
        self._file.seek(begin)
        return self._file.read(length).decode()
