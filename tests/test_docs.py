"""What the command can do is documented: every command, every option, every exit code."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli import vanthu
from web.command_line import SHARED
from web.exit_codes import ExitCode
from web.help_texts import COMMANDS, OPTIONS

PAGE = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


ALL = dict(_commands(vanthu, "vanthu"))


def _section(command: str) -> str:
    """Return what the page says under the heading of a command, empty when there is none."""
    found = re.search(rf"^### `{command}[ `].*?(?=^##)", f"{PAGE}\n##", re.MULTILINE | re.DOTALL)
    return "" if found is None else found[0]


def _options(parameters: list[click.Parameter]) -> set[str]:
    return {name for one in parameters if isinstance(one, click.Option) for name in one.opts}


@pytest.mark.parametrize("command", [*ALL])
def test_every_command_is_documented_with_its_options(command: str) -> None:
    section = _section(command)
    assert section
    assert {name for name in _options(ALL[command].params) if f"`{name}" not in section} == set()


def test_the_options_of_every_command_are_documented() -> None:
    shared = PAGE.partition("## Commands")[0]
    assert {name for name in _options([*SHARED]) if f"`{name}" not in shared} == set()


def test_no_section_is_left_of_a_command_that_is_gone() -> None:
    headings = re.findall(r"^### `(vanthu(?: [a-z-]+)+)", PAGE, re.MULTILINE)
    assert {heading for heading in headings if heading not in ALL} == set()


def test_every_exit_code_is_documented() -> None:
    assert {code for code in ExitCode if f"| {code} |" not in PAGE} == set()


def test_every_command_and_option_has_its_help() -> None:
    paths = {path.removeprefix("vanthu ") for path in ALL}
    assert {path if path in COMMANDS else path.rsplit(" ")[-1] for path in paths} == COMMANDS.keys()
    named = {name for command in ALL.values() for name in _options(command.params)} | _options([*SHARED])
    assert {name.removeprefix("--") for name in named if name.startswith("--")} | {"help"} == OPTIONS.keys()
