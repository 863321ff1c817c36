"""Why a search is not kept.

ArchiveError
  SavedSearchError          nothing was kept
    SavedNameEmptyError     the name has no letters
    SavedNameLettersError   ... or some that nobody sees
    SavedNameLengthError    ... or too many
    SavedSearchEmptyError   the search asks nothing
"""

from archive.errors import ArchiveError


class SavedSearchError(ArchiveError):
    """The base of everything for which a search is not kept."""


class SavedNameEmptyError(SavedSearchError):
    """The name has no letters."""

    def __init__(self) -> None:
        super().__init__("a name without letters")


class SavedNameLettersError(SavedSearchError):
    """The name has control characters or others that nobody sees."""

    def __init__(self, name: str) -> None:
        super().__init__(f"a name with letters that nobody sees: {name!r}")
        self.name = name


class SavedNameLengthError(SavedSearchError):
    """The name has more letters than ``longest``."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"a name of {length} letters, at most {longest} are kept")
        self.length = length
        self.longest = longest


class SavedSearchEmptyError(SavedSearchError):
    """The search has no words and no chosen facet."""

    def __init__(self, name: str) -> None:
        super().__init__(f"nothing to search for under the name {name!r}")
        self.name = name
