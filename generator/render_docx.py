"""A dispatch as a Word file: the template filled in a sandbox, then fitted to the measured text."""

from collections.abc import MutableMapping
from datetime import date, datetime, time
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from generator.compose import fits_centred
from generator.errors import TemplateInvalidError
from generator.fonts import Face
from generator.letterhead import measure_letterhead
from generator.printed import Printed
from generator.profile import Profile
from generator.word_annex import append_annex
from generator.word_document import FACE_TAGS
from generator.word_finish import finish
from generator.word_package import without_times
from model.clock import VIETNAM
from model.dispatch import Paragraph, Table

_LONGEST_PROPERTY: Final = 255
"""Letters that a property of a Word file holds."""
_DAMAGED: Final = (BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError)


def render_docx(printed: Printed, profile: Profile, *, template: Path, dated: date) -> bytes:
    """Return the Word file of a document; ``dated`` goes into its properties.

    Raises:
        TemplateInvalidError: when the template is damaged, uses an unknown field, or reaches for the program.
    """
    filled = DocxTemplate(str(template))
    try:
        filled.render(_context(printed, profile), _sandbox())
    except TemplateError as error:
        raise TemplateInvalidError(template, str(error)) from error
    except _DAMAGED as error:
        raise TemplateInvalidError(template, f"cannot be read: {error}") from error
    document = filled.docx
    finish(document.element.body, document.styles.element, printed, profile)
    if printed.annex is not None:
        append_annex(document, printed.annex, profile)
    _set_properties(document, printed, profile, dated)
    target = BytesIO()
    document.save(target)
    return without_times(target.getvalue())


class _Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template can print values, and nothing else; it compiles each text once."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_literal)
        self._compiled = lru_cache(maxsize=32)(super().from_string)

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the library's own name
        template_class: type[Template] | None = None,
    ) -> Template:
        """Return the compiled text."""
        if globals or template_class or not isinstance(source, str):
            return super().from_string(source, globals, template_class)
        return self._compiled(source)


@cache
def _sandbox() -> _Sandbox:
    """Return the one sandbox that all documents share."""
    return _Sandbox()


def _literal(value: object) -> Markup:
    """Escape a value, its low lines too: docxtpl would read ``{_{`` in the clerk's text as a tag."""
    return Markup(str(escape(value)).replace("_", "&#95;"))  # noqa: S704 - the value was escaped just here


def _context(printed: Printed, profile: Profile) -> dict[str, object]:
    """Return the tags of the template: texts, and lists of texts or pieces."""
    letterhead = measure_letterhead(printed, profile)
    one_line = len(printed.addressees) == 1 and fits_centred(printed, profile)
    return {
        "co_quan_chu_quan": letterhead.parent_lines,
        "co_quan_ban_hanh": letterhead.issuer_lines,
        "so_ky_hieu": printed.code,
        "dia_danh_thoi_gian": printed.place_date,
        "trich_yeu": printed.subject,
        "kinh_gui": printed.addressees,
        "kinh_gui_mot_dong": one_line,
        "noi_dung": [_part(part) for part in printed.body],
        "noi_nhan": printed.recipients,
        "quyen_han_chuc_vu": printed.signatory,
        "ho_ten": printed.signer,
    }


def _part(part: Paragraph | Table) -> dict[str, object]:
    if isinstance(part, Paragraph):
        return {"doan": _pieces(part), "bang": []}
    rows = (part.heading, *part.rows)
    return {"doan": [], "bang": [[_pieces(cell) for cell in row] for row in rows]}


def _pieces(paragraph: Paragraph) -> list[dict[str, str]]:
    return [
        {"chu": run.text, "kieu": FACE_TAGS[Face.of(bold=run.bold, italic=run.italic)]}
        for run in paragraph.runs
    ]


def _set_properties(document: WordDocument, printed: Printed, profile: Profile, dated: date) -> None:
    instant = datetime.combine(dated, time.min, VIETNAM)
    properties = document.core_properties
    properties.title = printed.title[:_LONGEST_PROPERTY]
    properties.subject = printed.subject[:_LONGEST_PROPERTY]
    properties.author = printed.author[:_LONGEST_PROPERTY]
    properties.language = profile.language
    properties.last_modified_by = "vanthu"
    properties.created = properties.modified = instant
    properties.revision = 1
    if printed.annex is not None and printed.annex.mark is not None:
        properties.identifier = printed.annex.mark
