"""What is wrong with a Word template, found before it is used: every problem, not the first alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from lxml import etree

from generator.checks.finding import Finding
from generator.checks.observed import Area, Place
from generator.compiled_template import TemplateProblemError, compile_template
from generator.messages import template_problem
from generator.profile import Profile
from generator.word_archive import WordArchive, WordArchiveError, parse, read_word_archive
from generator.word_fields import LISTS, TEXTS
from generator.word_language import TagLanguageError, UnknownFieldError, compile_tags
from generator.word_tags import TagError, TaggedPart
from generator.word_xml import qualified
from model.check_finding import CheckSeverity
from model.vietnamese import fold

_BANDS: Final = frozenset({"header", "footer", "footnotes", "endnotes"})
_STATEMENT: Final = re.compile(r"\{%[-+]?\s*(?P<word>\w+)(?P<rest>.*?)[-+]?%\}", re.DOTALL)
_LOOP: Final = re.compile(r"\s*(?P<name>\w+)\s+in\b")
_OPENED: Final = {"if": "if", "for": "for", "elif": "if", "else": "", "endif": "if", "endfor": "for"}
_OPTIONAL: Final = frozenset({
    "do_khan", "luu_hanh", "dia_chi", "chuc_vu_khac", "chuc_vu_khac_trai", "kem_theo", "ke_duoi_ten",
    "kinh_gui_mot_dong", "co_quan_chu_quan",
})  # fmt: skip
"""Fields without which a template serves documents that do not have them."""
_EXCERPT: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A statement that waits for its end."""

    word: str
    name: str
    """What a loop calls each line."""
    place: Place
    tag: str


def check_template(
    content: bytes, *, shipped: bytes, fixed: tuple[str, ...], profile: Profile
) -> tuple[Finding, ...]:
    """Return everything that is wrong with a template, in the order of its text.

    ``shipped`` is the template of the same kind that comes with the program: the fields it prints are the
    components that the kind has. ``fixed`` are words that must stand in it, such as the national name.
    """
    try:
        archive = read_word_archive(content)
        reading = _Reading(archive)
    except WordArchiveError as error:
        return (_finding("damaged", None, found=str(error)),)
    findings = [*reading.findings, *_missing(reading, shipped, fixed, profile)]
    if not findings:
        findings += _as_a_whole(content, profile)
    return tuple(findings)


class _Reading:
    """One reading of all parts with text: their problems, the fields they print, their words."""

    def __init__(self, archive: WordArchive) -> None:
        self.fields: set[str] = set()
        self.words: list[str] = []
        self.findings: list[Finding] = []
        names = (archive.document, *(name for name, kind in archive.related.items() if kind in _BANDS))
        for name in names:
            self.findings += self._part(name, parse(name, archive.parts[name]))

    def _part(self, name: str, root: etree._Element) -> Iterator[Finding]:
        part, waiting = TaggedPart(root), list[_Open]()
        for index, paragraph in enumerate(list(root.iter(qualified("p")))):
            place = Place(area=Area.BODY, part=name, index=index)
            self.words.append("".join(paragraph.itertext()))
            known = len(part.tags)
            try:
                part.take_from(paragraph)
            except TagError as error:
                yield _finding("broken", place, found=error.text)
                continue
            for tag in part.tags[known:]:
                yield from self._tag(tag, place, waiting)
        for left in waiting:
            yield _finding("not-ended", left.place, found=left.tag, expected=f"{{% end{left.word} %}}")

    def _tag(self, tag: str, place: Place, waiting: list[_Open]) -> Iterator[Finding]:
        statement = _STATEMENT.fullmatch(tag)
        if statement is None:
            yield from self._expression(tag, tag, place, waiting)
            return
        word = statement["word"]
        if word not in _OPENED:
            yield _finding("forbidden", place, found=tag)
        elif word in {"if", "for"}:
            yield from self._expression(f"{tag}{{% end{word} %}}", tag, place, waiting)
            loop = _LOOP.match(statement["rest"])
            waiting.append(_Open(word=word, name=loop["name"] if loop else "", place=place, tag=tag))
        else:
            if word == "elif":
                yield from self._expression(f"{{% if{statement['rest']}%}}{{% endif %}}", tag, place, waiting)
            yield from self._end(word, tag, place, waiting)

    def _end(self, word: str, tag: str, place: Place, waiting: list[_Open]) -> Iterator[Finding]:
        """Match an end, or a further branch, with what it belongs to."""
        wanted = _OPENED[word]
        if not waiting or (wanted and waiting[-1].word != wanted):
            yield _finding("no-begin", place, found=tag)
        elif word.startswith("end"):
            waiting.pop()

    def _expression(self, source: str, tag: str, place: Place, waiting: list[_Open]) -> Iterator[Finding]:
        given = {one.name for one in waiting if one.name} | ({"loop"} if waiting else set())
        try:
            self.fields |= set(compile_tags(source, texts=TEXTS | given, lists=LISTS).fields) - given
        except UnknownFieldError as error:
            near = get_close_matches(error.name, (*TEXTS, *LISTS), n=1)
            yield _finding("unknown", place, found=error.name, expected=near[0] if near else "")
        except TagLanguageError:
            yield _finding("forbidden", place, found=tag)


def _missing(
    reading: _Reading, shipped: bytes, fixed: tuple[str, ...], profile: Profile
) -> Iterator[Finding]:
    for field in sorted(_printed_fields(shipped, profile) - reading.fields):
        rule = "missing-optional" if field in _OPTIONAL else "missing"
        yield _finding(rule, None, found="", expected=field)
    text = fold(" ".join(reading.words))
    for words in fixed:
        if fold(words) not in text:
            yield _finding("missing-words", None, found="", expected=words)


@cache
def _printed_fields(shipped: bytes, profile: Profile) -> frozenset[str]:
    template = compile_template(shipped, profile)
    named = {*template.tags.fields, *(field for band in template.bands for field in band.tags.fields)}
    return frozenset(named & (TEXTS | LISTS))


def _as_a_whole(content: bytes, profile: Profile) -> Iterator[Finding]:
    """Prepare the template as it will be used: what shows only then is said as it is."""
    try:
        compile_template(content, profile)
    except TemplateProblemError as error:
        yield _finding("damaged", None, found=str(error))


def _finding(problem: str, place: Place | None, *, found: str, expected: str = "") -> Finding:
    words: Mapping[str, str] = template_problem(problem, found=found, expected=expected)
    return Finding(
        rule=words["rule"],
        clause="-",
        severity=CheckSeverity(words["severity"]),
        place=place,
        excerpt=found[:_EXCERPT],
        found=found,
        expected=expected,
        sentence=words["sentence"],
    )
