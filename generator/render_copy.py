"""A copy in, its Word file and PDF out: the copied text with the block under it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.citation import day_of
from generator.errors import CopiedTextMissingError
from generator.printing_annexes import Whole, print_whole
from generator.printing_copy import print_copy, print_extract
from generator.profile import Profile, load_profile
from generator.render import RenderedDispatch, render_whole
from generator.reply_form_template import load_form_wording
from generator.template import Template, load_template
from generator.template_files import template_file
from model.dispatch import Dispatch
from model.document_copy import DocumentCopy, Medium
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile


def render_copy(
    copy: DocumentCopy, original: Dispatch | None = None, *, overrides: Path | None = None
) -> RenderedDispatch:
    """Render the copy of a document drafted here, or an extract, which is set anew; see also ``copy_of_pdf``.

    The text keeps the layout of the time of its original. On paper the block of the copy stands under it; an
    electronic copy has none, as its words are shown by the agency's signature (7.4).

    Raises:
        CopiedTextMissingError: for the copy of a whole document without it.
        TemplateNotFoundError: when a date has a layout that is not generated.
        TemplateInvalidError: when a template cannot be used.
    """
    dated = copy.issued_on or date(copy.year, 12, 31)
    layout = LayoutProfile.on(dated)
    if original is None and not copy.body:
        raise CopiedTextMissingError(str(copy.original.code or copy.original.subject))
    if original is None:
        profile, template = _setting(_like(copy.original.kind), dated, overrides)
        whole = Whole(printed=print_extract(copy, template.wording), separate=())
    else:
        profile, template = _setting(original.kind, day_of(original), overrides)
        whole = print_whole(original, load_form_wording(overrides), template)
    if copy.medium is Medium.PAPER:
        block = print_copy(copy, template.wording, layout)
        whole = replace(whole, printed=replace(whole.printed, copy=block))
    under = template_file(f"{copy.form}/{profile.word_template}", overrides)
    return render_whole(whole, profile, template, dated, copy=under)


def _like(kind: DocumentKind) -> DocumentKind:
    """Return the kind in whose template an extract is set; the original may be of one that is only read."""
    return kind if kind is DocumentKind.OFFICIAL_DISPATCH else DocumentKind.ANNOUNCEMENT


def _setting(kind: DocumentKind, day: date, overrides: Path | None) -> tuple[Profile, Template]:
    profile = load_profile(LayoutProfile.on(day)).of_kind(kind)
    return profile, load_template(kind, overrides, word=profile.word_template)
