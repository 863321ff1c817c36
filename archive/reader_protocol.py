"""What passes between the office and its reader processes, each message after its length."""

import struct
import sys
from typing import IO, Any, Final

import msgspec

from archive.examination import Keep, SetAside, Wait, Withhold
from archive.looking import Looked, Recognised

_LENGTH: Final = struct.Struct("!Q")
_KINDS: Final[dict[str, Any]] = {kind.__name__: kind for kind in (Withhold, Wait, SetAside, Keep, Recognised)}


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to know of a file to look at, whose bytes follow; ``seconds`` are those that the look may take.

    One that is ``cleared`` was called not secret by a person.
    """

    name: str
    data_types: frozenset[str]
    seconds: int
    cleared: bool = False


class _Answer(msgspec.Struct, frozen=True):
    kind: str
    looked: msgspec.Raw


def encode_job(job: Job) -> bytes:
    """Return a job as bytes."""
    return msgspec.msgpack.encode(job)


def decode_job(message: bytes) -> Job:
    """Read a job."""
    return msgspec.msgpack.decode(message, type=Job)


def encode_answer(looked: Looked) -> bytes:
    """Return what came of a look as bytes."""
    answer = _Answer(type(looked).__name__, msgspec.Raw(msgspec.msgpack.encode(looked)))
    return msgspec.msgpack.encode(answer)


def decode_answer(message: bytes) -> Looked:
    """Read what came of a look. The bytes come from a process that read foreign files: they are data only.

    Raises:
        msgspec.MsgspecError: when they are no such answer.
        KeyError: when they are an answer of no known kind.
    """
    answer = msgspec.msgpack.decode(message, type=_Answer)
    looked: Looked = msgspec.msgpack.decode(answer.looked, type=_KINDS[answer.kind])
    return looked


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message.

    Raises:
        BrokenPipeError: when nobody is there to read it.
    """
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes], *, most: int = sys.maxsize) -> bytes | None:
    """Read one message; None at the end of the stream, or when it is cut short or longer than ``most``."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > most:
        return None
    message = stream.read(length)
    return message if len(message) == length else None
