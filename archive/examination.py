"""The look at a file before anything of it is written: is it secret, can it be read (records.md R-33)."""

from dataclasses import dataclass

from archive.read_document import ReadDocument
from archive.readers import read
from archive.readers.errors import ReadError
from archive.secrecy import secrecy_of_name, secrecy_of_text
from model.reason import Reason


@dataclass(frozen=True, slots=True)
class Withhold:
    """A mark of secrecy was found: the file must not be touched."""

    rule: str


@dataclass(frozen=True, slots=True)
class Wait:
    """No reader can look into the file yet, so nobody can say that it is not secret."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class SetAside:
    """The file is damaged: no program will ever read it."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Admit:
    """The file was read and carries no mark."""

    document: ReadDocument


Verdict = Withhold | Wait | SetAside | Admit


def examine(name: str, data: bytes) -> Verdict:
    """Judge a file by its name and its bytes, in memory alone. ``name`` is the path below the inbox."""
    if hit := secrecy_of_name(name):
        return Withhold(hit.rule)
    try:
        document = read(data, name=name)
    except ReadError as error:
        return Wait(error.reason) if error.waits else SetAside(error.reason)
    if hit := secrecy_of_text(document):
        return Withhold(hit.rule)
    return Admit(document)
