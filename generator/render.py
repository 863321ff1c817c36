"""A document in, its Word files, PDFs and text out."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.annex import Annex
from generator.citation import day_of
from generator.pdf_archive import archival
from generator.printed import Printed
from generator.printing_annexes import Whole, print_whole
from generator.profile import Profile, load_profile
from generator.render_docx import render_annex_docx, render_docx
from generator.render_pdf import render_annex_pdf, render_pdf
from generator.reply_form_template import load_form_wording
from generator.template import Template, load_template
from generator.word_properties import properties_of
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
    """The files of a document, its words for the index, and which template made them.

    The PDFs are PDF/A-2b.
    """

    docx: bytes
    pdf: bytes
    text: str
    template_version: str
    attachments: tuple[RenderedFile, ...] = ()

    @property
    def files(self) -> dict[str, bytes]:
        """All files by what follows the document's own name in theirs: ``.pdf``, `` - Phụ lục II.pdf``."""
        own = {".docx": self.docx, ".pdf": self.pdf}
        for one in self.attachments:
            own |= {f" - {one.name}.docx": one.docx, f" - {one.name}.pdf": one.pdf}
        return own


def render(dispatch: Dispatch, *, overrides: Path | None = None) -> RenderedDispatch:
    """Render a document; ``overrides`` is the office's own folder of templates, which wins.

    Raises:
        TemplateNotFoundError: when its kind has no template, or its date a layout that is not generated.
        TemplateInvalidError: when the template cannot be used.
    """
    dated = day_of(dispatch)
    profile = load_profile(LayoutProfile.on(dated)).of_kind(dispatch.kind)
    template = load_template(dispatch.kind, overrides, word=profile.word_template)
    whole = print_whole(dispatch, load_form_wording(overrides), template)
    return render_whole(whole, profile, template, dated)


def render_whole(
    whole: Whole, profile: Profile, template: Template, dated: date, *, copy: Path | None = None
) -> RenderedDispatch:
    """Return the files of a printed document; ``dated`` goes into their properties.

    ``copy`` is the Word template of what stands under a copied document.

    Raises:
        TemplateInvalidError: when the template cannot be used.
    """
    printed = whole.printed
    return RenderedDispatch(
        docx=render_docx(printed, profile, template=template.docx, dated=dated, copy=copy),
        pdf=archival(render_pdf(printed, profile), dated=dated),
        text="\n".join((printed.text, *(annex.text for annex in whole.separate))),
        template_version=template.version,
        attachments=tuple(_file(annex, printed, profile, template, dated) for annex in whole.separate),
    )


def _file(annex: Annex, printed: Printed, profile: Profile, template: Template, dated: date) -> RenderedFile:
    properties = replace(properties_of(printed, profile, dated), title=f"{annex.label} {annex.title}")
    return RenderedFile(
        name=annex.label,
        docx=render_annex_docx(annex, properties, profile, template=template.docx),
        pdf=archival(render_annex_pdf(annex, printed, profile), dated=dated),
    )
