"""Checks of numbering and titles: ND-06 to ND-08 and ND-14 (II-6d, II-6đ)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Observed, SeenParagraph
from generator.checks.registry import Context, check
from generator.checks.roman import from_roman, to_roman
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word
from model.document_kind import DocumentKind

_POINTS: Final = "abcdđeghiklmnopqrstuvxy"
_FOREIGN: Final = "fjwz"
_LONGEST_TITLE: Final = 160
_BY_ARTICLE: Final = frozenset({DocumentKind.DECISION, DocumentKind.RESOLUTION})
_UNTITLED_ARTICLES: Final = _BY_ARTICLE | {
    DocumentKind.CONTRACT,
    DocumentKind.MEMORANDUM,
    DocumentKind.AGREEMENT,
    DocumentKind.AUTHORIZATION,
}


@check("ND-06")
def _points(_: Observed, context: Context) -> Iterator[Breach]:
    before = ""
    for line in context.components.body:
        match = text_pattern("point").match(line.text)
        if match is None or not match["letter"].islower():
            continue
        letter = match["letter"]
        wanted = _point_after(before, letter)
        if match["mark"] == "." or wanted != letter:
            yield Breach(at=line, found=f"{letter}{match['mark']}", expected=f"{wanted})")
        before = letter


def _point_after(before: str, letter: str) -> str:
    """Return the letter that belongs there: only what breaks the alphabet is mended, gaps are not."""
    following = _POINTS[_POINTS.find(before) + 1 :][:1] if before in _POINTS else ""
    if letter in _FOREIGN or letter not in _POINTS:
        return following or "g"
    return "đ" if (before, letter) == ("d", "e") else letter


@check("ND-07")
def _numbers(_: Observed, context: Context) -> Iterator[Breach]:
    for line in context.components.body:
        yield from _wrong_figures(line)
        article = text_pattern("article").match(line.text)
        if article and _is_wrong_article(article):
            found = f"{article['word']} {article['number']}{article['after'].rstrip()}"
            yield Breach(at=line, found=found, expected=_article(article["number"]))


def _wrong_figures(line: SeenParagraph) -> Iterator[Breach]:
    roman = text_pattern("roman_wanted").match(line.text)
    if roman:
        yield Breach(
            at=line, found=roman[0].strip(), expected=f"{roman['level']} {to_roman(int(roman['number']))}"
        )
    arabic = text_pattern("arabic_wanted").match(line.text)
    if arabic:
        figure = from_roman(arabic["number"])
        yield Breach(at=line, found=arabic[0], expected=f"{arabic['level']} {figure}")


def _is_wrong_article(article: re.Match[str]) -> bool:
    if _is_citation(article):
        return False
    mark = article["after"].strip()
    if article["word"].isupper():
        return True
    begins_title = not article["title"] or article["title"][0].isupper()
    return mark != "." and begins_title and mark in {"", ":", "-", "–", "/", ")"}


def _is_citation(article: re.Match[str]) -> bool:
    """Whether a paragraph only begins by citing an article: ``Điều 5 Nghị định số ...``."""
    return not article["after"].strip() and text_pattern("article_cited").match(article["title"]) is not None


def _article(number: str) -> str:
    return text_word("article", number=number)


@check("ND-08")
def _titles(_: Observed, context: Context) -> Iterator[Breach]:
    lines = [line for line in context.components.body if line.text]
    for line, following in pairwise(lines):
        heading = text_pattern("heading").match(line.text)
        if heading and not heading["title"] and not _is_title(following):
            yield Breach(at=line, found=line.text, expected=text_word("title_wanted"))
    if context.components.kind not in _UNTITLED_ARTICLES and context.components.operative is None:
        yield from _untitled_articles(lines)


def _is_title(line: SeenParagraph) -> bool:
    if text_pattern("any_division").match(line.text):
        return False
    return line.text.isupper() or (line.is_bold and len(line.text) < _LONGEST_TITLE)


def _untitled_articles(lines: list[SeenParagraph]) -> Iterator[Breach]:
    for line in lines:
        article = text_pattern("article").match(line.text)
        if article is None or article["after"].strip() != "." or line.is_bold:
            continue
        title = article["title"]
        amends = text_pattern("amending").match(title) is not None
        if not title or (title.endswith((".", ";", ":")) and not amends):
            yield Breach(at=line, found=_article(article["number"]), expected=text_word("title_wanted"))


@check("ND-14")
def _articles_in_order(_: Observed, context: Context) -> Iterator[Breach]:
    if context.components.kind not in _BY_ARTICLE:
        return
    articles = _first_series(context.components)
    for (_before, number), (line, after) in pairwise(articles):
        if after != number + 1:
            yield Breach(at=line, found=_article(str(after)), expected=_article(str(number + 1)))
    if articles:
        yield from _named_articles(context.components, articles[-1][1])


def _first_series(components: Components) -> list[tuple[SeenParagraph, int]]:
    """Return the articles of the decision itself; a regulation behind it begins again with 1."""
    found: list[tuple[SeenParagraph, int]] = []
    for line in components.body:
        article = text_pattern("article").match(line.text)
        if article is None or _is_citation(article):
            continue
        number = int(article["number"])
        if found and number == 1:
            break
        if found or number == 1:
            found.append((line, number))
    return found


def _named_articles(components: Components, last: int) -> Iterator[Breach]:
    for line in components.recipients:
        named = text_pattern("by_article").search(line.text)
        if named and int(named["number"]) > last:
            yield Breach(at=line, found=named[0], expected=text_word("articles_to", last=last))
