"""Documents without letterhead: the title names issuer, number and date."""

from dataclasses import dataclass

from archive.recognition.capitals import organ_name
from archive.recognition.cited_code import code_at
from archive.recognition.dates import read_date
from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern
from archive.recognition.spelling import spelled
from model.document_code import DocumentCode
from model.identification import Reading
from model.partial_date import PartialDate
from model.vietnamese import collapse

_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class TitleLine:
    """What the lines under a title tell of the document itself."""

    code: Reading[DocumentCode]
    date: Reading[PartialDate] | None
    organ: Reading[str] | None


def read_title_line(passages: list[Passage], title: int) -> TitleLine | None:
    """Return issuer, code and date from the lines below the title of a kind; None when they tell no code."""
    lines = passages[title + 1 : title + 1 + _MOST_LINES]
    if not lines:
        return None
    whole = Passage(" ".join(line.text.strip() for line in lines), page=lines[0].page, box=lines[0].box)
    match = pattern("subject", "title_line").match(whole.folded)
    found = None if match is None else code_at(whole.text, match.end("before"))
    if match is None or found is None or found.code.kind is None:
        return None
    evidence = lines[0].evidence("title-line")
    dated = read_date((whole.cut(match.end("before") + found.length, match.end()),))
    organ = None
    if match["organ"]:
        name = organ_name(collapse(whole.text[match.start("organ") : match.end("organ")]))
        organ = Reading(value=spelled(name), confidence=0.85, evidence=evidence)
    return TitleLine(Reading(value=found.code, confidence=0.9, evidence=evidence), dated, organ)
