"""Judging a PDF from anywhere, in a process of its own: whatever it does, an answer comes in bounded time."""

import logging
import os
import resource
import subprocess
import sys
from datetime import datetime
from typing import Final

import msgspec
from pyhanko.pdf_utils.misc import PdfError

from generator.signing.errors import PdfUnreadableError
from generator.signing.roots import Roots
from generator.signing.verdict import judge
from model.reason import Reason
from model.signature import PdfSignature

MOST_BYTES: Final = 200 << 20
_CHILD: Final = "from generator.signing.examination import answer_from_stdin; answer_from_stdin()"
_SECONDS: Final = 30
_MEMORY: Final = 2 << 30
_MARK: Final = b"%PDF-"
_MARK_WITHIN: Final = 1024
"""Readers accept some bytes before the mark."""


class _Question(msgspec.Struct, frozen=True):
    pdf: bytes
    roots: Roots
    now: datetime


class _Answer(msgspec.Struct, frozen=True):
    signatures: tuple[PdfSignature, ...] = ()
    problem: Reason | None = None


def examine(pdf: bytes, roots: Roots, *, now: datetime) -> tuple[PdfSignature, ...]:
    """Judge every signature of a PDF as of ``now``, in the order in which they were made.

    Raises:
        PdfUnreadableError: when the file is no PDF, damaged, encrypted, too large, or takes too long.
    """
    if len(pdf) > MOST_BYTES:
        raise PdfUnreadableError(Reason("pdf-too-large", (str(MOST_BYTES >> 20),)))
    if _MARK not in pdf[:_MARK_WITHIN]:
        raise PdfUnreadableError(Reason("pdf-none"))
    answer = _ask(_Question(pdf, roots, now))
    if answer.problem is not None:
        raise PdfUnreadableError(answer.problem)
    return answer.signatures


def answer_from_stdin() -> None:
    """Answer the one question that stands on the standard input; the child process runs this."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    logging.getLogger().addHandler(logging.NullHandler())
    question = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Question)
    sys.stdout.buffer.write(msgspec.msgpack.encode(_answered(question)))


def _answered(question: _Question) -> _Answer:
    try:
        return _Answer(judge(question.pdf, question.roots, question.now))
    except PdfUnreadableError as error:
        return _Answer(problem=error.problem)
    except PdfError:
        return _Answer(problem=Reason("pdf-damaged"))
    except Exception:  # noqa: BLE001 - a hostile file makes the library fail in any way; the answer is the same
        return _Answer(problem=Reason("pdf-damaged"))


def _ask(question: _Question) -> _Answer:
    try:
        # -P: nothing that lies in the current folder is imported.
        done = subprocess.run(
            [
                sys.executable,
                "-P",
                "-c",
                _CHILD,
            ],
            input=msgspec.msgpack.encode(question),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=2 * _SECONDS,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise PdfUnreadableError(Reason("pdf-too-hard")) from error
    return msgspec.msgpack.decode(done.stdout, type=_Answer)
