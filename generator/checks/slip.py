"""A slip of the pen inside a text: which words are wrong, and what belongs in their place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Words of a text that break a rule of writing."""

    rule: str
    start: int
    found: str
    expected: str

    @property
    def end(self) -> int:
        """Where the words after it begin."""
        return self.start + len(self.found)
