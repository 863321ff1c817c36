"""The look at a file before anything of it is written: is it secret, can it be read (records.md R-33)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from archive.packet_sender import packet_sender
from archive.read_document import Member, ReadDocument
from archive.readers.detection import member_names
from archive.readers.errors import EmptyFileError, ReadError
from archive.reading import read_whole_tree
from archive.secrecy import secrecy_of_name, secrecy_of_text
from model.reason import Reason


@dataclass(frozen=True, slots=True)
class Withhold:
    """A mark of secrecy was found: the file must not be touched."""

    rule: str
    sender: str | None = None
    """The electronic identifier of who sent it, where the header of a packet says so (records.md R-36)."""


@dataclass(frozen=True, slots=True)
class Wait:
    """No reader can look into the file, be it of a kind without reader or damaged: it may be secret."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class SetAside:
    """Nothing in the file may be secret, and nothing of it can be filed: it is empty, or not recognised."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Admit:
    """The file was read and carries no mark."""

    document: ReadDocument


@dataclass(frozen=True, slots=True)
class Keep:
    """The file is of a type that the office keeps as data, without a look inside."""


Verdict = Withhold | Wait | SetAside | Admit | Keep


_LOCKED: Final = "encrypted-file"
_READABLE_DATA: Final = frozenset({"ods", "xls", "xlsx", "zip"})


def kept_alone(data_types: frozenset[str]) -> frozenset[str]:
    """Return which data types stay unread also in a file that came alone: it is nobody's data."""
    return data_types - _READABLE_DATA


def is_data(name: str, data_types: frozenset[str]) -> bool:
    """Whether the office keeps a file of this name as data."""
    return PurePath(name).suffix.lower().removeprefix(".") in data_types


def examine(
    name: str, data: bytes, *, data_types: frozenset[str] = frozenset(), cleared: bool = False
) -> Verdict:
    """Judge a file, and the files in it, by name and bytes, in memory alone.

    ``name`` is the path below the inbox; ``data_types`` are the endings of names that are kept as data.
    Of a file that a person ``cleared`` no mark counts.
    """
    if not cleared and (hit := secrecy_of_name(name)):
        return Withhold(hit.rule)
    if is_data(name, data_types):
        inner = () if cleared else member_names(data)
        hit = next(filter(None, map(secrecy_of_name, inner)), None)
        return Withhold(hit.rule) if hit else Keep()
    return _read(name, data, data_types, cleared=cleared)


def _read(name: str, data: bytes, data_types: frozenset[str], *, cleared: bool) -> Verdict:
    try:
        document = read_whole_tree(data, name=name)
    except EmptyFileError as error:
        return SetAside(error.reason)
    except ReadError as error:
        return Wait(error.reason)
    except Exception as error:  # noqa: BLE001 - no file may stop the others, whatever a library does with it
        return Wait(Reason("reader-failed", (type(error).__name__,)))
    if not cleared and (hit := secrecy_of_text(document)):
        return Withhold(hit.rule, packet_sender(document))
    if document.unread is not None:
        return Wait(Reason("no-reader", (document.unread,)))
    unseen = next(_unseen(document.members, data_types), None)
    return Admit(document) if unseen is None else Wait(unseen)


def _unseen(members: tuple[Member, ...], data_types: frozenset[str]) -> Iterator[Reason]:
    """Yield why nobody knows whether the members are secret; data and empty files are known not to be."""
    for member in members:
        if member.document is not None:
            if member.document.unread is not None:
                yield Reason("member-unread", (member.document.unread,))
            yield from _unseen(member.document.members, data_types)
        elif member.data and not is_data(member.name, data_types):
            yield Reason("member-unread", _why(member.problem))


def _why(problem: Reason | None) -> tuple[str, ...]:
    """Return the format of a member, and whether it is under a password."""
    if problem is None:
        return ()
    return (*problem.facts[:1], *([problem.code] if problem.code == _LOCKED else []))
