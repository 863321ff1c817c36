"""A dispatch in, its Word file, PDF and text out."""

from dataclasses import dataclass, replace
from pathlib import Path

from generator.annex import print_annex
from generator.citation import day_of, reference_lines
from generator.printed import print_dispatch
from generator.profile import load_profile
from generator.render_docx import render_docx
from generator.render_pdf import render_pdf
from generator.reply_form_template import load_form_wording
from generator.template import load_template
from model.dispatch import Dispatch
from model.layout_profile import LayoutProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedDispatch:
    """The files of a dispatch, its words for the index, and which template made them."""

    docx: bytes
    pdf: bytes
    text: str
    template_version: str


def render(dispatch: Dispatch, *, overrides: Path | None = None) -> RenderedDispatch:
    """Render a dispatch; ``overrides`` is the office's own folder of templates, which wins.

    Raises:
        TemplateNotFoundError: when its kind has no template, or its date a layout that is not generated.
        TemplateInvalidError: when the template cannot be used.
    """
    dated = day_of(dispatch)
    profile = load_profile(LayoutProfile.on(dated))
    template = load_template(dispatch.kind, overrides, word=profile.word_template)
    printed = print_dispatch(dispatch, template.wording)
    if dispatch.form is not None:
        words = load_form_wording(overrides)
        reference = reference_lines(dispatch, words.citation, template.wording)
        printed = replace(printed, annex=print_annex(dispatch.form, words.annex, reference=reference))
    return RenderedDispatch(
        docx=render_docx(printed, profile, template=template.docx, dated=dated),
        pdf=render_pdf(printed, profile),
        text=printed.text,
        template_version=template.version,
    )
