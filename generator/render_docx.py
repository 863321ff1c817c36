"""A document as a Word file: its template filled, and under it what is attached to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from generator.annex import Annex
from generator.compiled_template import (
    CompiledTemplate,
    TemplateProblemError,
    compile_block,
    compile_piece,
    compile_template,
)
from generator.errors import TemplateInvalidError
from generator.letterhead import measure_letterhead
from generator.printed import Printed
from generator.profile import Profile
from generator.qr_code import png, qr_squares
from generator.word_annex import annex_part, code_picture, write_answers
from generator.word_blocks import WordText, body_of
from generator.word_document import attached_part
from generator.word_fields import Values, annex_values, copy_values, document_values
from generator.word_language import TagLanguageError, Tags
from generator.word_lengths import CLOSING, ENDING
from generator.word_properties import Properties, properties_of, properties_part
from generator.word_signature import copy_part
from generator.word_soundness import WordFileUnsoundError, count, open_again
from generator.word_text import markup


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What stands under a document: its fields, and the section that its last pages are in."""

    tags: Tags
    values: Values
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Templates:
    """What a document is filled into, and on which pages."""

    main: CompiledTemplate
    block: Tags
    """Stands under a copied document."""
    profile: Profile


def render_docx(
    printed: Printed,
    profile: Profile,
    *,
    template: Path,
    dated: date,
    copy: Path | None = None,
    alone: bool = True,
) -> bytes:
    """Return the Word file of a document; ``dated`` goes into its properties.

    ``copy`` is the template of what stands under a copied document; without it that looks as shipped. A file
    that stands ``alone`` is opened again, every part of it, before it is returned; of one among many from the
    same template the paragraphs and tables are counted.

    Raises:
        TemplateInvalidError: when the template is damaged, uses an unknown field, reaches for the program, or
            gives no sound Word file.
    """
    with _named(copy or template):
        block = compile_block(copy.read_bytes()) if copy else _compiled(copy_part, profile)
    with _named(template):
        templates = _Templates(
            main=compile_template(template.read_bytes(), profile), block=block, profile=profile
        )
        made = _rendered(printed, templates, properties_part(properties_of(printed, profile, dated)))
        if alone:
            open_again(made)
    return made


def render_annex_docx(annex: Annex, properties: Properties, profile: Profile, *, template: Path) -> bytes:
    """Return an annex as a Word file of its own, on the pages and in the styles of its document's template.

    Raises:
        TemplateInvalidError: when the template cannot be used.
    """
    with _named(template):
        compiled = compile_template(template.read_bytes(), profile)
        piece = _annex(annex, profile, compiled)
        before, after = compiled.around
        made = compiled.pack(
            f"{before}{piece.tags.fill(piece.values)}{piece.section}{after}",
            piece.values,
            sizes=profile.letterhead_sizes[0],
            properties=properties_part(properties),
            picture=_picture(annex),
        )
        open_again(made)
    return made


@contextmanager
def _named(template: Path) -> Iterator[None]:
    """Say of which template a problem is."""
    try:
        yield
    except (TemplateProblemError, TagLanguageError, WordFileUnsoundError) as error:
        raise TemplateInvalidError(template, str(error)) from error


def _rendered(printed: Printed, templates: _Templates, properties: bytes) -> bytes:
    template, profile = templates.main, templates.profile
    signed = bool(printed.signatures or printed.recipients)
    text = body_of(printed.body, profile, template.sections, signed=signed)
    pieces = tuple(_pieces(printed, text, templates))
    closed_here = bool(pieces) and printed.copy is None
    letterhead = measure_letterhead(printed, profile)
    values = document_values(printed, letterhead, profile, text.profile) | {
        "noi_dung": markup(text.xml),
        CLOSING: markup(text.section if closed_here else ""),
        ENDING: markup(_under(pieces, text.section)),
    }
    document = template.tags.fill(values)
    count(document, text.xml)
    return template.pack(
        document,
        values,
        sizes=letterhead.sizes,
        properties=properties,
        picture=_picture(printed.annex),
    )


def _under(pieces: tuple[_Piece, ...], section: str) -> str:
    """Return what stands under a document; each piece closes its section, that of the last ends the file."""
    written: list[str] = []
    for place, piece in enumerate(pieces, start=1):
        closing = piece.section if place < len(pieces) else ""
        written.append(piece.tags.fill(piece.values | {CLOSING: markup(closing), ENDING: ""}))
        section = piece.section
    return "".join(written) + section


def _pieces(printed: Printed, text: WordText, templates: _Templates) -> Iterator[_Piece]:
    if printed.copy is not None:
        values = copy_values(printed.copy, text.profile)
        yield _Piece(tags=templates.block, values=values, section=text.section)
    if printed.attached is not None:
        yield _attached(printed.attached, templates.profile, templates.main)
    for annex in printed.annexes:
        yield _annex(annex, templates.profile, templates.main)


def _attached(printed: Printed, profile: Profile, template: CompiledTemplate) -> _Piece:
    signed = bool(printed.signatures)
    text = body_of(printed.body, profile, template.sections, restarted=True, signed=signed)
    letterhead = measure_letterhead(printed, profile)
    values = document_values(printed, letterhead, profile, text.profile) | {"noi_dung": markup(text.xml)}
    return _Piece(tags=_compiled(attached_part, profile), values=values, section=text.section)


def _annex(annex: Annex, profile: Profile, template: CompiledTemplate) -> _Piece:
    page = profile.turned if annex.landscape else profile
    text = body_of(annex.parts, page, template.sections, restarted=True)
    answers = "".join(part for table in annex.tables for part in write_answers(table, text.profile))
    values = annex_values(annex, page) | {
        "noi_dung": markup(text.xml + answers),
        "ma_qr": markup(code_picture(annex.mark, profile) if annex.mark else ""),
        CLOSING: "",
        ENDING: "",
    }
    return _Piece(tags=_compiled(annex_part, profile), values=values, section=text.section)


def _picture(annex: Annex | None) -> bytes | None:
    return png(qr_squares(annex.mark)) if annex and annex.mark else None


@cache
def _compiled(part: Callable[[Profile], etree._Element], profile: Profile) -> Tags:
    return compile_piece(part(profile))
