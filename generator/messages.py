"""The sentences about a bad draft: words from ``templates/messages.toml``, facts from the error."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from model.reason import Reason

_FILE: Final = Path(__file__).resolve().parents[1] / "templates" / "messages.toml"


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def sentence(reason: Reason, *, path: Path, line: int | None, field: str | None) -> str:
    """Return one sentence that names file, line and field, then what is wrong and what helps."""
    place = _messages()["place"]
    words = [place["file"].format(path=path)]
    if line is not None:
        words.append(place["line"].format(line=line))
    if field is not None:
        words.append(place["field"].format(field=field))
    return f"{', '.join(words)}: {_messages()['reason'][reason.code].format(*reason.facts)}"


def phrase(code: str, *facts: str) -> str:
    """Return a short fixed phrase of the trade, such as how a deadline is cited."""
    return _messages()["phrase"][code].format(*facts)


def template_problem(problem: str, *, found: str, expected: str) -> dict[str, str]:
    """Return the rule, the severity and the sentence of a problem of a Word template."""
    words = _messages()["template"][problem]
    rule, _, rest = words.partition(" ")
    severity, _, pattern = rest.partition(" ")
    if problem == "unknown" and not expected:
        pattern = _messages()["template"]["unknown-far"]
    return {"rule": rule, "severity": severity, "sentence": pattern.format(found=found, expected=expected)}
