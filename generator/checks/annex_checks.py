"""Checks of annexes and of what is announced as attached: PLC-01 to PLC-03 and ND-11 (III-1)."""

from collections.abc import Iterator

from generator.checks.components import AnnexSeen, Components
from generator.checks.finding import Breach
from generator.checks.observed import Aligned, Observed, SeenParagraph
from generator.checks.prose import prose
from generator.checks.registry import Context, check
from generator.checks.roman import to_roman
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word


@check("PLC-01")
def _labels(_: Observed, context: Context) -> Iterator[Breach]:
    annexes = context.components.annexes
    for order, annex in enumerate(annexes, start=1):
        wanted = _right_label(annex, order, several=len(annexes) > 1)
        if wanted is not None and annex.label.text != wanted:
            yield Breach(at=annex.label, found=annex.label.text, expected=wanted)
    if annexes and context.components.body and not _is_announced(context.components):
        yield Breach(at=annexes[0].label, found=text_word("not_cited"), expected=text_word("cited"))


def _right_label(annex: AnnexSeen, order: int, *, several: bool) -> str | None:
    match = text_pattern("annex_label").match(annex.label.text)
    if match is None:
        return None
    number = match["number"]
    if number is not None and number.isdigit():
        number = to_roman(int(number))
    elif number is None and several:
        number = to_roman(order)
    return text_word("annex_label", number=number or "").strip()


def _is_announced(components: Components) -> bool:
    return any(text_pattern("annex_mention").search(line.text) for line in prose(components))


@check("PLC-02")
def _look(_: Observed, context: Context) -> Iterator[Breach]:
    for annex in context.components.annexes:
        title = [line for line in annex.title if line.text]
        if title and not all(_is_title(line) for line in title):
            yield Breach(at=title[0], found=title[0].text, expected=text_word("annex_title_look"))
        reference = [line for line in annex.reference if text_pattern("annex_reference").match(line.text)]
        if reference and not all(line.is_italic and _is_centred(line) for line in reference):
            yield Breach(at=reference[0], found=reference[0].text, expected=text_word("annex_reference_look"))


def _is_title(line: SeenParagraph) -> bool:
    words = text_pattern("code_word").sub("", line.text)
    return words.isupper() and line.is_bold and not line.is_italic and _is_centred(line)


def _is_centred(line: SeenParagraph) -> bool:
    return line.alignment in {None, Aligned.CENTRE}


@check("PLC-03")
def _reference(seen: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    numbered = components.code is not None and components.code.has_number
    is_separate = components.letterhead.code is None and not components.body
    for annex in components.annexes:
        text = " ".join(line.text for line in annex.reference)
        filled = text_pattern("reference_filled").search(text) is not None
        if text and numbered and not filled and text_pattern("reference_blank").search(text):
            yield Breach(at=annex.reference[0], found=text, expected=text_word("reference_filled"))
        if filled and is_separate and seen.is_signed:
            yield Breach(at=annex.reference[0], found=text, expected=text_word("reference_unfilled"))


@check("ND-11")
def _attached_as_announced(_: Observed, context: Context) -> Iterator[Breach]:
    if context.office is None or context.office.attachments is None:
        return
    components = context.components
    has_attached = bool(components.annexes or context.office.attachments)
    announcing = next((line for line in prose(components) if _announces(line.text)), None)
    if announcing is not None and not has_attached:
        yield Breach(at=announcing, found=text_word("announced"), expected=text_word("attach_it"))
    elif has_attached and components.body and not _is_announced(components):
        at = components.annexes[0].label if components.annexes else None
        yield Breach(at=at, found=text_word("unannounced"), expected=text_word("announce_it"))


def _announces(text: str) -> bool:
    match = text_pattern("attached").search(text)
    return match is not None and text_pattern("not_attached").search(text) is None
