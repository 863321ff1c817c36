"""The command itself: the group that every command joins."""

from collections.abc import Callable

import click

from web.command_line import Command, Group, option
from web.exit_codes import ExitCode
from web.help_texts import COMMANDS, PROGRAM
from web.texts import error_sentence, unexpected_sentence


@click.group(cls=Group, invoke_without_command=True, help=PROGRAM)
@click.pass_context
def vanthu(ctx: click.Context) -> ExitCode:
    """Answer by the help when no command is named."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        return ExitCode.USAGE
    return ExitCode.DONE


def command(
    name: str,
    *params: click.Parameter,
    of: click.Group = vanthu,
    by: bool = False,
    told: str | None = None,
    cls: type[Command] = Command,
) -> Callable[[Callable[..., ExitCode | None]], click.Command]:
    """Return the decorator of a command.

    With ``by`` the caller says who acts; ``told`` is the key of its help where another command has its name.
    """
    who = [option("by")] if by else []
    return of.command(name, cls=cls, help=COMMANDS[told or name], params=[*params, *who])


def sentence(error: Exception) -> str:
    """Return what happened, as a clerk reads it."""
    return error_sentence(error) or unexpected_sentence(error)
