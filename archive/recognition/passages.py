"""Turn the lines of a document into passages: whole again where a page was cut up on its way to us."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from archive.read_document import Line, Page, ReadDocument
from archive.recognition.passage import Passage, fold_in_place
from archive.recognition.patterns import pattern
from model.document_kind import kind_by_name

_SEPARATORS = re.compile(r"\(cid:9\)|[|¦]")
_SLIPS_OF_MACHINES = (
    (re.compile(r"_+"), lambda match: " " * len(match[0])),
    (re.compile(r"(?<=[^\W\d_])-\s+[-–—]\s*(?=[^\W\d_])"), lambda _: "-"),
    (re.compile(r"(?<=/[A-ZĐ]) (?=[A-ZĐ]{1,4}-)"), lambda _: ""),
    (
        re.compile(
            r"(?<=s[ốôóoõòơ] \d{3}) (?=\d{1,2}\s?/)|(?<=s[ốôóoõòơ] \d{2}) (?=\d{1,2}\s?/)", re.IGNORECASE
        ),
        lambda _: "",
    ),
)
"""What recognition of print does to codes: a blank as a line, a hyphen twice where a line ends, a gap."""
_TYPED_APART = re.compile(
    r"(ngày)\s+(\d) (\d)\s+(tháng)\s+(\d) (\d)\s+(năm)\s+(\d) (\d) (\d) (\d)(?! ?\d)", re.IGNORECASE
)
_ONE_SYLLABLE = re.compile(r"[^\W\d_]{1,6}", re.IGNORECASE)
_LONG = 300
_WIDEST_BLANK = 25.0
"""Millimetres that a blank number may leave between ``Số:`` and its symbol."""
_LONGEST_MARK = 30
_MOST = 20_000
"""Four times the penal code; a file with more lines is a list, and its header was long read."""
_LONGEST = 10_000
"""Letters of a line that are looked at: no page has so many, and patterns take long over what has no end."""
_DEEPEST_LETTERHEAD = 80
"""Passages within which a letterhead stands; nothing is mended further down."""
_RUN_TOGETHER = re.compile(
    r"(?<=viet nam)\s+(?=\S)|(?<=hanh phuc)\W*\s+(?=\S)|\s+(?=doc lap\s*[-–])|\s+(?=so\s*:\s*\d)"
    r"|\s+(?=v/v\b)|\s+(?=kinh gui\b)|(?<=nam [12]\d\d\d)\s+(?=\S)"
)


def passages_of(document: ReadDocument) -> list[Passage]:
    """Return the passages of the document in reading order, without blank ones and marks of pages."""
    all_passages = chain.from_iterable(_on_page(page) for page in document.pages)
    passages = list(islice(all_passages, _MOST))
    letterhead = _joined(_parted(passages[:_DEEPEST_LETTERHEAD]))
    return [*letterhead, *passages[_DEEPEST_LETTERHEAD:]]


def _on_page(page: Page) -> Iterator[Passage]:
    for line in chain.from_iterable(map(_columns, page.lines)):
        passage = _passage(line, page.number)
        if not (passage.is_blank or _is_page_mark(passage)):
            yield passage


def _is_page_mark(passage: Passage) -> bool:
    is_short = len(passage.text) <= _LONGEST_MARK
    return is_short and pattern("header", "page_mark").search(passage.folded) is not None


def _columns(line: Line) -> Iterator[Line]:
    """Part a line at the national name or motto, where a body's name stands too near before it."""
    index = _where_right_column_begins(line)
    for words in (line.words[:index], line.words[index:]) if index else ():
        lefts, tops, rights, bottoms = zip(*(word.box for word in words), strict=True)
        box = (min(lefts), min(tops), max(rights), max(bottoms))
        yield replace(line, text=" ".join(word.text for word in words), words=words, box=box)
    if not index:
        yield line


def _where_right_column_begins(line: Line) -> int:
    """Return the index of the word that begins the right column; 0 where the line is in one column."""
    if not line.words or not line.text.isupper():
        return 0
    match = pattern("header", "national_name").search(fold_in_place(line.text))
    if match is None or not any(map(str.isalpha, line.text[: match.start()])):
        return 0
    return len(line.text[: match.start()].split())


def _passage(line: Line, page: int | None) -> Passage:
    text = _SEPARATORS.sub(" \t ", line.text[:_LONGEST])
    if any(word.confidence is not None for word in line.words):
        for slip, right in _SLIPS_OF_MACHINES:
            text = slip.sub(right, text)
    text = _TYPED_APART.sub(r"\1 \2\3 \4 \5\6 \7 \8\9\10\11", text)
    sure = min((word.confidence for word in line.words if word.confidence is not None), default=None)
    return Passage(text, page=page, box=line.box, cell=line.cell, bold=line.bold, again=line.again, sure=sure)


def _parted(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Part a line that holds a whole letterhead, as pages copied from the web do."""
    for passage in passages:
        if len(passage.text) < _LONG or not pattern("header", "national_name").search(passage.folded):
            yield passage
            continue
        start = 0
        for match in _RUN_TOGETHER.finditer(passage.folded):
            yield passage.cut(start, match.start())
            start = match.end()
        yield passage.cut(start)


def _joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Join a lone syllable or ``Số:`` with what follows it: web pages break cells there, wide gaps lines."""
    waiting: Passage | None = None
    for passage in passages:
        whole = passage
        if waiting is not None and _belong_together(waiting, passage):
            whole = replace(passage, text=f"{waiting.text.strip()} {passage.text.strip()}", box=waiting.box)
        elif waiting is not None:
            yield waiting
        waiting = whole if _is_broken_off(whole) else None
        if waiting is None:
            yield whole
    if waiting is not None:
        yield waiting


def _belong_together(left: Passage, right: Passage) -> bool:
    """Whether two passages stand on one line of one column, as far as the format tells places."""
    if pattern("header", "number_line").search(right.folded):
        return False
    if left.box is None or right.box is None:
        return left.cell == right.cell
    same_line = abs(left.box[1] - right.box[1]) < (left.box[3] - left.box[1]) / 2
    return same_line and right.box[0] - left.box[2] < _WIDEST_BLANK


def _is_broken_off(passage: Passage) -> bool:
    text = passage.text.strip()
    if len(text) > _LONGEST_MARK:
        return False
    if pattern("header", "number_label").search(passage.folded):
        return True
    if pattern("subject", "urgency").search(passage.folded):
        return False
    is_syllable = text[:1].isupper() and _ONE_SYLLABLE.fullmatch(text) is not None
    return is_syllable and kind_by_name(text) is None
