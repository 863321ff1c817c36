"""A document in, its Word files, PDFs and text out."""

from dataclasses import dataclass, replace
from pathlib import Path

from generator.citation import day_of
from generator.printing import print_dispatch
from generator.printing_annexes import print_attachments, with_attached
from generator.profile import load_profile
from generator.render_docx import render_docx
from generator.render_pdf import render_pdf
from generator.reply_form_template import load_form_wording
from generator.template import load_template
from model.dispatch import Dispatch
from model.layout_profile import LayoutProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFile:
    """An annex that is a file of its own; ``name`` is its label, for files without extension."""

    name: str
    docx: bytes
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedDispatch:
    """The files of a document, its words for the index, and which template made them."""

    docx: bytes
    pdf: bytes
    text: str
    template_version: str
    attachments: tuple[RenderedFile, ...] = ()


def render(dispatch: Dispatch, *, overrides: Path | None = None) -> RenderedDispatch:
    """Render a document; ``overrides`` is the office's own folder of templates, which wins.

    Raises:
        TemplateNotFoundError: when its kind has no template, or its date a layout that is not generated.
        TemplateInvalidError: when the template cannot be used.
    """
    dated = day_of(dispatch)
    profile = load_profile(LayoutProfile.on(dated)).of_kind(dispatch.kind)
    template = load_template(dispatch.kind, overrides, word=profile.word_template)
    words = load_form_wording(overrides)
    attachments = print_attachments(dispatch, words, template)
    printed = with_attached(print_dispatch(dispatch, template), dispatch, words, template)
    printed = replace(printed, annexes=(*attachments.enclosed, *attachments.separate))
    return RenderedDispatch(
        docx=render_docx(printed, profile, template=template.docx, dated=dated),
        pdf=render_pdf(printed, profile),
        text=printed.text,
        template_version=template.version,
    )
