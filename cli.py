"""The command ``vanthu``: parse, call the office, print, exit code.

The commands stand in ``web/commands/``; importing a module there adds them.
"""

import gc
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Final

import click

from web import console
from web.command_line import usage_sentence
from web.command_texts import SAYINGS
from web.commands.root import sentence, vanthu
from web.exit_codes import ExitCode, exit_code

__all__ = ["main", "run", "vanthu"]

GROUPS: Final = (
    "offices",
    "dispatches",
    "outgoing",
    "check",
    "template",
    "arrivals",
    "quarantine",
    "finding",
    "answers",
    "review",
    "hints",
    "proof",
    "backup",
    "signing",
    "pages",
)
"""The modules of ``web.commands``."""

_GARBAGE_AFTER: Final = 20_000
"""Objects made before Python looks for rings among them."""

for _group in GROUPS:
    import_module(f"web.commands.{_group}")


def main() -> None:
    """Run the command with the words of the command line, and end with its code."""
    # What is loaded is garbage only at the end: looking through it again and again takes a tenth of a search.
    gc.freeze()
    gc.set_threshold(_GARBAGE_AFTER)
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> ExitCode:
    """Run the command; whatever goes wrong becomes a Vietnamese sentence and a code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # In JSON a byte that is no text comes out as the escape of its code, which reads back as it was.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        return ExitCode(vanthu.main(args=list(words), prog_name="vanthu", standalone_mode=False) or 0)
    except click.ClickException as error:
        console.tell(usage_sentence(error))
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        console.tell(SAYINGS["interrupted"])
        return ExitCode.INTERRUPTED
    except Exception as error:
        if os.environ.get("VANTHU_TRACEBACK"):
            raise
        console.tell(sentence(error))
        return exit_code(error)
