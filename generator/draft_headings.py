"""What divides the text of a draft: phần, chương, mục, tiểu mục, ``I. TIÊU ĐỀ``, điều and titled khoản."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from model.dispatch import Heading, HeadingLevel, Paragraph, Run

_FILE: Final = Path(__file__).with_name("headings.toml")
_STOPS: Final = (".", ":", ";", ",", "!", "?")
_ROMAN_TITLE = re.compile(r"([IVXLC]+\.)\s+(.+)")
_CLAUSE = re.compile(r"(\d{1,3}\.)\s+(.+)")


class HeadingError(ValueError):
    """A heading is not written as the law numbers it; ``code`` and ``facts`` make the sentence."""

    def __init__(self, code: str, *facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class _Division:
    level: HeadingLevel
    word: str
    numeral: re.Pattern[str]
    line: re.Pattern[str]


def opens_paragraph(line: str) -> bool:
    """Whether a line begins a paragraph of its own because it is a heading."""
    return _articles().match(_bare(line)) is not None or is_division(line)


def is_division(line: str) -> bool:
    """Whether a line is the number of a phần, chương, mục or tiểu mục and nothing else."""
    return any(one.line.fullmatch(_bare(line)) for one in _divisions())


def division(lines: tuple[str, ...]) -> Heading | None:
    """Return the heading that stands on the first of these lines, its title on the others; None for text.

    Raises:
        HeadingError: when the number is of the wrong sort or the title is missing (II-6d).
    """
    for one in _divisions():
        match = one.line.fullmatch(_bare(lines[0]))
        if match is None:
            continue
        if one.numeral.fullmatch(match[1]) is None:
            raise HeadingError(f"heading-numeral-{one.level}", match[1])
        title = " ".join(_bare(line) for line in lines[1:])
        if not title:
            raise HeadingError("heading-untitled", f"{one.word} {match[1]}")
        return Heading(level=one.level, number=f"{one.word} {match[1]}", title=title)
    return None


def run_in(paragraph: Paragraph, *, last: bool) -> Heading | Paragraph:
    """Return a paragraph as the heading that it is, or as it was.

    An article that ends like a sentence, or with which a text or an article ends (``last``), has no title:
    only its number is bold.
    """
    text = paragraph.text
    roman, clause = _ROMAN_TITLE.fullmatch(text), _CLAUSE.fullmatch(text)
    if roman and _is_capital(roman[2]):
        return Heading(level=HeadingLevel.ROMAN, number=roman[1], title=roman[2])
    if clause and not text.endswith(_STOPS) and all(run.bold for run in paragraph.runs):
        return Heading(level=HeadingLevel.CLAUSE, number=clause[1], title=clause[2])
    article = _articles().match(text)
    if article is None:
        return paragraph
    title = text[article.end() :].strip()
    if title and not last and not title.endswith(_STOPS):
        return Heading(level=HeadingLevel.ARTICLE, number=article[1], title=title)
    return _with_bold_number(paragraph, article[1])


def article_number(part: object) -> str | None:
    """Return the number of the article that a part opens, None when it opens none."""
    text = part.text if isinstance(part, Heading | Paragraph) else ""
    article = _articles().match(text)
    return article[2] if article else None


def landscape_mark(name: str) -> str:
    """Return the line that ``opens`` or ``closes`` the turned pages."""
    return str(_data()["landscape"][name])


def _with_bold_number(paragraph: Paragraph, number: str) -> Paragraph:
    first, *rest = paragraph.runs
    if not first.text.startswith(number) or first.bold:
        return paragraph
    return Paragraph((Run(number, bold=True), Run(first.text[len(number) :], italic=first.italic), *rest))


def _bare(line: str) -> str:
    """Return a line without the stars of bold and italic."""
    return line.strip().strip("*").strip()


def _is_capital(title: str) -> bool:
    words = [word for word in title.split() if "/" not in word]
    return any(word.isupper() for word in words) and all(word == word.upper() for word in words)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _divisions() -> tuple[_Division, ...]:
    numerals = _data()["numeral"]
    any_numeral = "|".join(numerals.values())
    return tuple(
        _Division(
            level=HeadingLevel(row["level"]),
            word=row["word"],
            numeral=re.compile(numerals[row["numeral"]]),
            line=re.compile(rf"{row['word']}\s+({any_numeral})[.:]?"),
        )
        for row in _data()["division"]
    )


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(rf"({_data()['article']['word']}\s+(\d{{1,3}}[a-z]?)\.)(?=\s|$)")
