"""What stood in the way while files were taken in: kept for people to be told, each kind once."""


class Troubles:
    """The errors of one pass that ended nothing but left files for later."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, int | None], Exception] = {}

    @property
    def met(self) -> tuple[Exception, ...]:
        """The first error of each kind since ``begin``."""
        return tuple(self._met.values())

    def begin(self) -> None:
        """Begin a pass."""
        self._met.clear()

    def note(self, error: Exception) -> None:
        """Note an error."""
        self._met.setdefault((type(error).__name__, getattr(error, "errno", None)), error)
