"""Digital signatures: ``sign``, ``signature``."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Final

import click

from model.copy_form import CopyForm
from model.document_code import DocumentCode
from model.signature import SignerRole, SigningOrder
from office import signatures_of
from web import console, signature_lines
from web.command_line import CODE, COPY_FORM, PATH, ROLE, SPOT, argument, option, whole_number
from web.commands.root import command, sentence
from web.exit_codes import ExitCode, exit_code
from web.help_texts import USAGE
from web.signing_texts import SAYINGS

_PIN: Final = "VANTHU_PIN"
_MOST_PAGES: Final = 2000


@command(
    "sign",
    argument("pdf", of=PATH),
    option("signed", "-o", of=PATH),
    option("as", of=ROLE),
    option("signer"),
    option("page", of=whole_number(1, _MOST_PAGES)),
    option("at", of=SPOT),
    option("annex-of", of=CODE),
    option("copy", of=COPY_FORM),
    by=True,
)
def _sign(pdf: Path, signed: Path | None, by: str | None, **how: Any) -> None:  # noqa: ANN401 - values as each option reads them
    if signed is None:
        raise click.UsageError(USAGE["no-signed"])
    order = _order(**how)
    with console.office() as office:
        found = office.signing.sign(pdf, signed, order, secret=_secret, actor=console.actor(by))
    lines = [SAYINGS["signed"].format(signed), *signature_lines.lines(signed, found)]
    console.show(lines, signature_lines.objects(signed, found))


@command("signature", argument("paths", of=PATH, many=True), option("roots", of=PATH))
def _signature(paths: Sequence[Path], roots: Path | None) -> ExitCode:
    with console.office() if roots is None and console.office_folder() else nullcontext() as office:
        trusted = roots if office is None else office.signing.roots
        codes = [_judge(path, trusted) for path in paths]
    return max(codes, key=_severity)


def _judge(path: Path, roots: Path | None) -> ExitCode:
    try:
        found = signatures_of(path, roots=roots)
    except Exception as error:
        if exit_code(error) is not ExitCode.INVALID and not isinstance(error, OSError):
            raise
        console.tell(f"{path}: {sentence(error)}")
        return ExitCode.SOME_FAILED
    console.show(signature_lines.lines(path, found), signature_lines.objects(path, found))
    return ExitCode.DONE if all(one.valid for one in found) else ExitCode.INVALID


def _severity(code: ExitCode) -> int:
    """Order the ends: a signature that is worth nothing says more than a file that was not read."""
    return [ExitCode.DONE, ExitCode.SOME_FAILED, ExitCode.INVALID].index(code)


def _order(
    *,
    signer: str | None,
    page: int | None,
    at: tuple[float, float] | None,
    annex_of: DocumentCode | None,
    copy: CopyForm | None,
    as_: SignerRole | None,
) -> SigningOrder:
    """Return the order that the options make."""
    if as_ is None:
        raise click.UsageError(USAGE["no-role"])
    if (page is None) != (at is None):
        raise click.UsageError(USAGE["spot-halves"])
    shows_line = [one for one in (annex_of, copy) if one is not None]
    if shows_line and (len(shows_line) > 1 or as_ is SignerRole.PERSON or at is not None):
        raise click.UsageError(USAGE["line-by-agency"])
    spot = None if page is None or at is None else (page, *at)
    return SigningOrder(role=as_, person=signer, at=spot, annex_of=annex_of, copy=copy)


def _secret() -> str:
    """Return the password or PIN from the environment, else ask for it; it is shown and kept nowhere."""
    given = os.environ.get(_PIN)
    if given is not None:
        return given
    return str(click.prompt(SAYINGS["pin"], hide_input=True, err=True))
