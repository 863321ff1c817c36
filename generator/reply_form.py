"""The reply forms of a dispatch: for each addressee its own answer, pre-filled, with the table to fill in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.annex import Annex, print_annex
from generator.citation import cite, cite_code, day_of, issuer_name, reference_lines
from generator.draft_body import read_body
from generator.printed import Printed
from generator.printing import print_dispatch
from generator.profile import Profile, load_profile
from generator.render_docx import render_docx
from generator.render_pdf import render_pdf
from generator.reply_form_sender import Sender, sender_of
from generator.reply_form_template import AnnexWording, FormWording, LetterWording, load_form_wording
from generator.template import Template, load_template
from model.dispatch import Dispatch, Filing, Paragraph, Part, Run, Signatory
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile
from model.record import Addressee
from model.reply_form import ReplyForm
from model.reply_mark import ReplyMark

_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|]')
"""What some file system or other does not take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedForm:
    """The form of one addressee; ``name`` is unique in its dispatch, for files without extension."""

    name: str
    mark: ReplyMark | None
    docx: bytes
    pdf: bytes


def render_forms(
    dispatch: Dispatch,
    *,
    mark: Callable[[int], ReplyMark] | None = None,
    overrides: Path | None = None,
    first: int = 0,
) -> Iterator[RenderedForm]:
    """Yield the form of each addressee that a dispatch expects to answer, in order; nothing without a form.

    Those before the place ``first`` are left out.

    ``mark`` gives the mark of an addressee by its place in that order; without it the forms are drafts.
    ``overrides`` is the office's own folder of templates: of it only the words are used, as the letter is
    another office's document.

    Raises:
        TemplateNotFoundError: when its date has a layout that is not generated.
        TemplateInvalidError: when the words cannot be used.
    """
    if dispatch.form is None:
        return
    printer = FormPrinter.of(dispatch, dispatch.form, overrides)
    for place, addressee in enumerate(dispatch.expected[first:], start=first):
        given = mark(place) if mark else None
        printed = printer.print(printer.letter(addressee), given)
        yield RenderedForm(
            name=f"{place + 1:03d} - {_NO_FILE_NAME.sub('-', addressee.name)}",
            mark=given,
            docx=printer.docx(printed),
            pdf=render_pdf(printed, printer.profile),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPrinter:
    """What the forms of one dispatch have in common."""

    dispatch: Dispatch
    form: ReplyForm
    words: FormWording
    template: Template
    profile: Profile

    @classmethod
    def of(cls, dispatch: Dispatch, form: ReplyForm, overrides: Path | None = None) -> "FormPrinter":
        """Load what printing takes; ``overrides`` is the office's own folder of templates.

        Raises:
            TemplateNotFoundError: when the date of the dispatch has a layout that is not generated.
            TemplateInvalidError: when the words cannot be used.
        """
        profile = load_profile(LayoutProfile.on(day_of(dispatch)))
        return cls(
            dispatch=dispatch,
            form=form,
            words=load_form_wording(overrides),
            template=load_template(DocumentKind.OFFICIAL_DISPATCH, word=profile.word_template),
            profile=profile,
        )

    def letter(self, addressee: Addressee) -> Dispatch:
        """Return the addressee's own document, its number, date and signature left open."""
        return self._answer(sender_of(addressee, day_of(self.dispatch)))

    def print(self, answer: Dispatch, mark: ReplyMark | None) -> Printed:
        """Return the words of an answer with the form as its annex."""
        reference = reference_lines(answer, self.words.citation, self.template.wording)
        annex = print_annex(self.form, self.words.annex, reference=reference)
        printed = print_dispatch(answer, self.template)
        return replace(printed, annexes=(_marked(annex, mark, self.words.annex),))

    def docx(self, printed: Printed) -> bytes:
        """Return a printed answer as a Word file."""
        return render_docx(
            printed, self.profile, template=self.template.docx, dated=day_of(self.dispatch), alone=False
        )

    def _answer(self, sender: Sender) -> Dispatch:
        """Return the answering body's letter, with everything but its number, date and signature."""
        words, due = self.words.letter, self.dispatch.deadline
        return Dispatch(
            kind=DocumentKind.OFFICIAL_DISPATCH,
            issuer=sender.issuer,
            symbol=f"{sender.issuer.symbol}-{words.open_unit}",
            place=sender.place,
            year=due.due_on.year if due else self.dispatch.year,
            subject=words.subject.format(
                subject=self.form.subject, dispatch=cite_code(self.dispatch, self.words.citation)
            ),
            addressee_lines=(issuer_name(self.dispatch),),
            body=tuple(self._body(sender, words)),
            recipients=(words.report_to.format(parent=sender.report_to),) if sender.report_to else (),
            filing=Filing(units=words.filing),
            signatory=Signatory(capacity_lines=sender.capacity_lines, title=sender.title, name=""),
        )

    def _body(self, sender: Sender, words: LetterWording) -> Iterator[Part]:
        facts = {
            "dispatch": cite(self.dispatch, self.words.citation),
            "issuer": issuer_name(self.dispatch),
            "subject": self.dispatch.subject,
            "sender": sender.full_name,
        }
        yield _paragraph(words.opening.format(**facts))
        yield from self._items(words)
        yield _paragraph(words.closing.format(**facts))

    def _items(self, words: LetterWording) -> Iterator[Part]:
        """Yield the text that the draft gives, or a list of what is asked."""
        if self.form.body:
            yield from read_body(self.form.body, lambda code, *_: ValueError(code))
            return
        for number, field in enumerate(self.form.fields, start=1):
            yield _paragraph(words.item.format(number=number, label=field.label, code=field.code))


def _marked(annex: Annex, mark: ReplyMark | None, wording: AnnexWording) -> Annex:
    text = mark.encode() if mark else None
    return replace(annex, mark=text, mark_line=wording.mark.format(mark=text or wording.draft_mark))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))
