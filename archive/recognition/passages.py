"""Turn the lines of a document into passages: whole again where a page was cut up on its way to us."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from archive.read_document import Line, Page, ReadDocument
from archive.recognition.joining import joined
from archive.recognition.passage import Passage, fold_in_place
from archive.recognition.patterns import pattern

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
_LONG = 300
_LONGEST_MARK = 30
_MOST = 20_000
"""Four times the penal code; a file with more lines is a list, and its header was long read."""
_LONGEST = 10_000
"""Letters of a line that are looked at: no page has so many, and patterns take long over what has no end."""
_DEEPEST_LETTERHEAD = 80
"""Passages within which a letterhead stands; nothing is mended further down."""
_NUMBERED = re.compile(r"\bso\s*:\s*\d+\s*/")
_RUN_TOGETHER = re.compile(
    r"(?<=viet nam)(?:\s+(?=\S)|(?=doc\b))|(?<=hanh phuc)\W*\s+(?=\S)|\s+(?=doc lap\s*[-–])"
    r"|\s+(?=so\s*:\s*\d)|\s+(?=v/v\b)|\s+(?=kinh gui\b)|(?<=nam [12]\d\d\d)\s+(?=\S)"
)


def passages_of(document: ReadDocument) -> list[Passage]:
    """Return the passages of the document in reading order, without blank ones and marks of pages."""
    all_passages = chain.from_iterable(_on_page(page) for page in document.pages)
    passages = list(islice(all_passages, _MOST))
    letterhead = joined(_parted(passages[:_DEEPEST_LETTERHEAD]))
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
    return Passage(
        text,
        page=page,
        box=line.box,
        cell=line.cell,
        bold=line.bold,
        again=line.again,
        darkened=line.darkened,
        sure=sure,
    )


def _parted(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Part a line that holds a whole letterhead, as pages copied from the web do."""
    for passage in passages:
        if not _holds_letterhead(passage):
            yield passage
            continue
        start = 0
        for match in _RUN_TOGETHER.finditer(passage.folded):
            yield passage.cut(start, match.start())
            start = match.end()
        yield passage.cut(start)


def _holds_letterhead(passage: Passage) -> bool:
    """Whether national name and number, or even the text, stand in one line."""
    if pattern("header", "national_name").search(passage.folded) is None:
        return False
    return len(passage.text) >= _LONG or _NUMBERED.search(passage.folded) is not None
