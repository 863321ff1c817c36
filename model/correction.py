"""What a person says that a document is, where the machine read it otherwise or not at all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The fields of a record as a person typed them; None leaves a field as it is, "" empties it."""

    code: str | None = None
    """The whole code, its number alone, or its symbol alone behind a slash."""
    dated: str | None = None
    kind: str | None = None
    organ: str | None = None
    parent_organ: str | None = None
    subject: str | None = None
    signer: str | None = None
