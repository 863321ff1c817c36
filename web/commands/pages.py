"""The web office: ``serve``."""

import threading

from web import console
from web.command_line import option, whole_number
from web.command_texts import SAYINGS
from web.commands.root import command
from web.exit_codes import ExitCode


@command("serve", option("port", of=whole_number(1, 65535), default=8080))
def _serve(port: int) -> ExitCode:
    from web.server import listen, serve

    console.log_to_terminal()
    stop = threading.Event()
    with console.office() as office, listen(port) as listener, console.stopped_by_signals(stop) as caught:
        if office.folder.is_read_only:
            console.tell(SAYINGS["read-only"])
        serve(
            office,
            listener,
            stop,
            greet=_greet,
            told=console.filing_printer(),
            hindered=console.trouble_printer(),
        )
    return console.ended(caught)


def _greet(address: str) -> None:
    console.show([SAYINGS["address"].format(address)], [{"address": address}])
