"""The words that a signature shows, and the labels on a page that tell where it stands."""

import tomllib
from datetime import datetime
from functools import cache
from typing import Any

from generator.template_files import template_file
from model.clock import VIETNAM
from model.copy_form import CopyForm
from model.document_code import DocumentCode
from model.layout_profile import LayoutProfile


def annex_line(code: DocumentCode, moment: datetime) -> str:
    """Return what stands on a separate file attached to the document of that code."""
    return str(_words("line", "annex").format(code=code, moment=_moment(moment)))


def copy_line(form: CopyForm, agency: str, moment: datetime) -> str:
    """Return what stands on an electronic copy that an agency makes."""
    heading = form.heading(LayoutProfile.ND30_2020)
    return str(_words("line", "copy").format(heading=heading, agency=agency, moment=_moment(moment)))


def label(name: str) -> str:
    """Return a label as it is printed, such as that of the number."""
    return _words("labels", name)


def _moment(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime(_words("line", "moment")) + f" {_words('line', 'zone')}"


def _words(table: str, name: str) -> str:
    return str(_file()[table][name])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(template_file("signing.toml").read_text(encoding="utf-8"))
