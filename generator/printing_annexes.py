"""What is attached to a document, as it is printed: its annexes, the text that it issues."""

from dataclasses import dataclass, replace

from generator.annex import Annex as PrintedAnnex
from generator.annex import print_annex
from generator.citation import reference_lines, unfilled_reference_lines
from generator.printed import Printed
from generator.printing import print_attached, print_dispatch
from generator.printing_parts import capitals, print_parts
from generator.reply_form_template import FormWording
from generator.template import Template
from model.dispatch import Annex, Dispatch

_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A document with all that is attached to it, and the annexes that are files of their own."""

    printed: Printed
    separate: tuple[PrintedAnnex, ...]


def print_whole(dispatch: Dispatch, words: FormWording, template: Template) -> Whole:
    """Return the words of a document; its annexes in order, a form last, two or more numbered (III-1a)."""
    printed = print_dispatch(dispatch, template)
    enclosed: list[PrintedAnnex] = []
    separate: list[PrintedAnnex] = []
    count = len(dispatch.annexes) + (dispatch.form is not None)
    for number, annex in enumerate(dispatch.annexes, start=1):
        label = _label(words.annex.label, number, count)
        (separate if annex.separate else enclosed).append(_annex(annex, label, dispatch, words, template))
    if dispatch.form is not None:
        reference = reference_lines(dispatch, words.citation, template.wording)
        form = print_annex(dispatch.form, words.annex, reference=reference)
        enclosed.append(replace(form, label=_label(words.annex.label, count, count)))
    attached = _attached(printed, dispatch, words, template)
    return Whole(
        printed=replace(printed, attached=attached, annexes=tuple(enclosed)), separate=tuple(separate)
    )


def _attached(printed: Printed, dispatch: Dispatch, words: FormWording, template: Template) -> Printed | None:
    """Return the text that a decision issues, if it does."""
    if dispatch.attached is None:
        return None
    reference = reference_lines(dispatch, words.citation, template.wording)
    return print_attached(dispatch.attached, printed, template, reference)


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
