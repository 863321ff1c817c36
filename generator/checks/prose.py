"""The running text of a document: which paragraphs the checks of text read."""

from collections.abc import Callable, Iterator

from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Area, SeenParagraph
from generator.checks.slip import Slip
from model.document_kind import DocumentKind


def prose(components: Components) -> Iterator[SeenParagraph]:
    """Yield legal grounds and body."""
    yield from (line for line in (*components.bases, *components.body) if line.text)


def written(components: Components) -> Iterator[SeenParagraph]:
    """Yield everything that is worded by the writer: prose, addressees, recipients and annexes."""
    yield from prose(components)
    yield from (line for line in (*components.addressees, *components.recipients) if line.text)
    for annex in components.annexes:
        yield from (line for line in annex.paragraphs if line.text)


def set_paragraphs(components: Components) -> Iterator[SeenParagraph]:
    """Yield the paragraphs whose setting II-6e orders: legal grounds and body, no headings and cells."""
    for line in prose(components):
        in_text = line.place.area is Area.BODY and line.place.cell is None
        if in_text and not line.continued and not line.text.isupper():
            yield line


def is_letter(components: Components) -> bool:
    """Whether it is a letter (thư công), with the symbol of a công văn but no subject and no recipients."""
    unnamed = components.kind in {DocumentKind.OFFICIAL_DISPATCH, DocumentKind.OFFICIAL_LETTER}
    return unnamed and not components.letterhead.dispatch_subject and components.recipients_label is None


def slips_of(
    lines: Iterator[SeenParagraph], find: Callable[[str], tuple[Slip, ...]], rule: str
) -> Iterator[Breach]:
    """Yield one breach for each wrong wording of a rule, the same wording once per paragraph."""
    for line in lines:
        told = dict.fromkeys((slip.found, slip.expected) for slip in find(line.text) if slip.rule == rule)
        for found, expected in told:
            yield Breach(at=line, found=found, expected=expected)
