"""How the command's words are read: click in Vietnamese, its help and its refusals included."""

import keyword
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import click

from model.copy_form import CopyForm
from model.document_code import DocumentCode
from model.record import Direction
from model.record_id import RecordId
from model.search import Places, Sort
from model.signature import SignerRole
from web.help_texts import COMMANDS, HELP, METAVARS, OPTIONS, USAGE

PRINTED: Final = (".pdf", ".xlsx")
"""The endings of books that can be printed."""
TABLES: Final = (".xlsx", ".csv", ".json")
"""The endings of tables that can be written."""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for word in ("[OPTIONS]", "COMMAND", "ARGS"):
            args = args.replace(word, HELP[word])
        super().write_usage(prog, args, prefix or HELP["usage"])

    def write_heading(self, heading: str) -> None:
        super().write_heading(HELP.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command in Vietnamese, with the options that stand before and after every command."""

    context_class = _Context
    allow_extra_args = True  # refused in Vietnamese by parse_args

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters, then those of every command."""
        return [*super().get_params(ctx), *SHARED]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = OPTIONS["help"]
        return found

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return the line of the list of commands: the whole help, wrapped and never cut."""
        return self.help or super().get_short_help_str(limit)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; a word too many is refused, but by a group, whose words go on to its commands."""
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise click.UsageError(USAGE["extra"].format(" ".join(rest)), ctx)
        return rest


class WordsCommand(Command):
    """A command whose words may begin with a minus: ``vanthu search báo cáo -họp``."""

    ignore_unknown_options = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; with two a word is an option that there is not, unless ``--`` stands before the words."""
        are_words_apart = "--" in args
        rest = super().parse_args(ctx, args)
        named = [word for word in ctx.params.get("words") or () if word.startswith("--")]
        if named and not are_words_apart:
            known = [name for param in self.get_params(ctx) for name in param.opts]
            raise click.NoSuchOption(named[0], possibilities=known, ctx=ctx)
        return rest


class Group(Command, click.Group):
    """A command that has commands of its own."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a clerk meets them."""
        return sorted(super().list_commands(ctx), key=list(COMMANDS).index)


class _Read(click.ParamType[object]):
    """A value as ``read`` understands it; ``problem`` is said where that raises ValueError."""

    name = "text"

    def __init__(self, read: Callable[[str], object], problem: str, *facts: object) -> None:
        self._read = read
        self._problem = problem
        self._facts = facts

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        """Read a text; a default is taken as it is."""
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ValueError:
            self.fail(USAGE[self._problem].format(value, *self._facts), param, ctx)


def _day(text: str) -> date:
    if "/" not in text:
        return date.fromisoformat(text)
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _table(text: str) -> tuple[Path, str]:
    """Return a path with the format that its ending names."""
    path = Path(text)
    if path.suffix.lower() not in TABLES:
        raise ValueError(text)
    return path, path.suffix.lower()


def _spot(text: str) -> tuple[float, float]:
    left, top = map(float, text.split(","))
    return left, top


def _code(text: str) -> DocumentCode:
    """Return a code that has its number."""
    code = DocumentCode.parse(text)
    if not code.number:
        raise ValueError(text)
    return code


def _pages(text: str) -> tuple[int, int]:
    """Return the first and the last of some pages."""
    first, _, last = text.replace("–", "-").partition("-")
    pages = int(first), int(last or first)
    if not 0 < pages[0] <= pages[1]:
        raise ValueError(text)
    return pages


def _printed(text: str) -> tuple[Path, str]:
    """Return a path with the format of a printed book that its ending names."""
    path = Path(text)
    if path.suffix.lower() not in PRINTED:
        raise ValueError(text)
    return path, path.suffix.lower()


def _sheet(text: str) -> Path:
    """Return the path of a workbook."""
    path = Path(text)
    if path.suffix.lower() != ".xlsx":
        raise ValueError(text)
    return path


def whole_number(least: int, most: int) -> _Read:
    """Return the type of a whole number between two others, both included."""

    def read(text: str) -> int:
        if not least <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return _Read(read, "not-a-number", least, most)


PATH: Final = click.Path(path_type=Path, readable=False)
"""Any path; the office says what is wrong with it."""
DAY: Final = _Read(_day, "not-a-date")
BOOK: Final = _Read(Direction, "not-a-book")
TABLE: Final = _Read(_table, "not-a-table")
PRINTED_BOOK: Final = _Read(_printed, "not-a-printed-book")
SHEET: Final = _Read(_sheet, "not-a-sheet")
SORT: Final = _Read(Sort, "not-a-sort")
PLACES: Final = _Read(Places, "not-places")
RECORD_ID: Final = _Read(RecordId.parse, "not-a-record-id")
ROLE: Final = _Read(SignerRole, "not-a-role")
COPY_FORM: Final = _Read(CopyForm, "not-a-copy")
PAGES: Final = _Read(_pages, "not-pages")
SPOT: Final = _Read(_spot, "not-a-spot")
CODE: Final = _Read(_code, "not-a-code")


def _parameter_name(name: str) -> str:
    """Return the name under which a command's function gets a value."""
    return f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_")


def option(
    name: str, *shorter: str, of: click.ParamType[object] | None = None, default: object = None
) -> click.Option:
    """Return an option with its help; ``of`` is the type of its value, a text if none is given."""
    words = OPTIONS[name] if default is None else HELP["default"].format(OPTIONS[name], default)
    return click.Option(
        (*shorter, f"--{name}", _parameter_name(name)),
        help=words,
        metavar=METAVARS[name],
        type=of,
        default=default,
    )


def flag(name: str) -> click.Option:
    """Return an option without a value."""
    return click.Option((f"--{name}", name), help=OPTIONS[name], is_flag=True)


def argument(
    name: str, *, of: click.ParamType[object] | None = None, many: bool = False, required: bool = True
) -> click.Argument:
    """Return an argument, or one that takes several words; at least one of them where it is required."""
    return click.Argument(
        (name,), metavar=METAVARS[name], type=of, nargs=-1 if many else 1, required=required
    )


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep an option for the whole run: the one nearest to the end wins."""
    if value:
        ctx.meta[f"vanthu.{param.name}"] = value


SHARED: Final = (option("office", of=PATH), flag("json"))
"""The options that stand before and after every command."""
for _parameter in SHARED:
    _parameter.expose_value = False
    _parameter.callback = _keep


def usage_sentence(error: click.ClickException) -> str:
    """Return what was wrong with the command's words."""
    words = next(USAGE[base.__name__] for base in type(error).__mro__ if base.__name__ in USAGE)
    param = getattr(error, "param", None)
    hint = "" if param is None else param.metavar if isinstance(param, click.Argument) else param.opts[-1]
    nearest = getattr(error, "possibilities", None)
    near = f" {USAGE['nearest'].format(', '.join(nearest))}" if nearest else ""
    return words.format(error=error, hint=hint) + near
