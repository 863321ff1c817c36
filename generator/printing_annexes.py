"""What is attached to a document, as it is printed: its annexes, the text that it issues."""

from dataclasses import dataclass, replace

from generator.annex import Annex as PrintedAnnex
from generator.annex import print_annex
from generator.citation import reference_lines, unfilled_reference_lines
from generator.printed import Printed
from generator.printing import print_attached
from generator.printing_parts import capitals, print_parts
from generator.reply_form_template import FormWording
from generator.template import Template
from model.dispatch import Annex, Dispatch

_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachments:
    """The annexes of a document: those in its file, and those that are files of their own."""

    enclosed: tuple[PrintedAnnex, ...]
    separate: tuple[PrintedAnnex, ...]


def print_attachments(dispatch: Dispatch, words: FormWording, template: Template) -> Attachments:
    """Return the annexes in order, a form last; two or more have Roman numbers (III-1a)."""
    count = len(dispatch.annexes) + (dispatch.form is not None)
    enclosed: list[PrintedAnnex] = []
    separate: list[PrintedAnnex] = []
    for number, annex in enumerate(dispatch.annexes, start=1):
        label = _label(words.annex.label, number, count)
        (separate if annex.separate else enclosed).append(_annex(annex, label, dispatch, words, template))
    if dispatch.form is not None:
        reference = reference_lines(dispatch, words.citation, template.wording)
        form = print_annex(dispatch.form, words.annex, reference=reference)
        enclosed.append(replace(form, label=_label(words.annex.label, count, count)))
    return Attachments(enclosed=tuple(enclosed), separate=tuple(separate))


def with_attached(printed: Printed, dispatch: Dispatch, words: FormWording, template: Template) -> Printed:
    """Return a decision with the text that it issues, if it does."""
    if dispatch.attached is None:
        return printed
    reference = reference_lines(dispatch, words.citation, template.wording)
    return replace(printed, attached=print_attached(dispatch.attached, printed, template, reference))


def _annex(
    annex: Annex, label: str, dispatch: Dispatch, words: FormWording, template: Template
) -> PrintedAnnex:
    lines = unfilled_reference_lines if annex.separate else reference_lines
    return PrintedAnnex(
        label=label,
        title=capitals(annex.title),
        reference=lines(dispatch, words.citation, template.wording),
        parts=print_parts(annex.parts, template.wording.body_end),
        landscape=annex.landscape,
    )


def _label(word: str, number: int, count: int) -> str:
    return f"{word} {roman(number)}" if count > 1 else word


def roman(number: int) -> str:
    """Return a number up to 99 in Roman digits."""
    tens, ones = divmod(number, 10)
    return _TENS[tens] + _ONES[ones]
