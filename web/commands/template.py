"""The Word templates that an office edits: ``template check``, ``template new``."""

from collections import Counter
from pathlib import Path

from model.check_finding import CheckFinding, CheckSeverity
from office import templates
from web import check_lines, console
from web.command_line import PATH, Group, argument, option
from web.commands.root import command, vanthu
from web.exit_codes import ExitCode
from web.help_texts import COMMANDS
from web.plain_text import printable
from web.template_texts import SAYINGS


@vanthu.group("template", cls=Group, help=COMMANDS["template"])
def _template() -> None:
    """Lead to the commands below."""


@command(
    "check",
    argument("path", of=PATH),
    option("kind"),
    option("annotate", of=PATH),
    of=_template,
    told="template check",
)
def _check(path: Path, kind: str | None, annotate: Path | None) -> ExitCode:
    found = templates().check(path, kind=kind, annotated=annotate)
    counts = Counter(finding.severity for finding in found.findings)
    errors, warnings = counts[CheckSeverity.ERROR], counts[CheckSeverity.WARNING]
    verdict = "unsound" if errors else "doubtful" if warnings else "sound"
    summary = SAYINGS[verdict].format(
        file=path, kind=found.kind.label.lower(), errors=errors, warnings=warnings
    )
    written = [SAYINGS["copied"].format(annotate)] if annotate else []
    console.show(
        [*(_line(path, finding) for finding in found.findings), printable(summary), *written],
        check_lines.objects(path, found.findings),
    )
    return ExitCode.INVALID if errors else ExitCode.DONE


def _line(path: Path, finding: CheckFinding) -> str:
    return printable(
        f"{path}: [{finding.severity}] {finding.rule} ({check_lines.where(finding)}): {finding.sentence}"
    )


@command("new", argument("kind"), of=_template)
def _new(kind: str) -> None:
    with console.office() as office:
        paths = templates().copy(kind, office.folder.templates)
    lines = [SAYINGS["copied"].format(path) for path in paths]
    console.show([*lines, SAYINGS["next"].format(paths[0])], [{"path": str(path)} for path in paths])
