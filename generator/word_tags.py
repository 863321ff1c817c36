"""Tags in the text of a Word part, made into one Jinja source.

``{{ x }}`` prints, ``{% if x %}`` chooses inside a line; ``{%p ... %}``, ``{%r ... %}``, ``{%tr ... %}`` and
``{%tc ... %}`` stand for their whole paragraph, run, row or cell, as in docxtpl. Word cuts a tag into several
runs when somebody edits it; here it is put together again.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator.word_xml import NAMESPACE, OWN_NAMESPACES, qualified

_TAG: Final = re.compile(r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\{#.{0,200}?#\}", re.DOTALL)
"""A longer tag counts as broken; so a text full of braces costs no time."""
_WHOLE: Final = re.compile(r"(\{\{|\{%|\{#)(p|r|tr|tc)\s(.*)", re.DOTALL)
_HALF: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_HELD: Final = re.compile("\ue000([0-9]+)\ue001")
_HOLDERS: Final = "\ue000\ue001"
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")
_MOST_TAGS: Final = 500
_SHOWN: Final = 200
"""Letters of a paragraph that a message repeats."""
_TEXTS: Final = (qualified("t"), qualified("instrText"))
_PICTURES: Final = (qualified("drawing"), qualified("pict"), qualified("object"))
_PARAGRAPH: Final = qualified("p")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class TagError(Exception):
    """A tag is broken; ``text`` is the paragraph it stands in."""

    def __init__(self, problem: str, text: str) -> None:
        super().__init__(f"{problem}: {text}")
        self.problem = problem
        self.text = text


class TaggedPart:
    """A part being prepared: its tags, and the expressions put in by the program, held apart from its XML."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.tags: list[str] = []
        """The tags that somebody typed, as Jinja reads them."""
        self._held: list[str] = []

    def take_tags(self) -> None:
        """Take every tag out of the text and hold it.

        Raises:
            TagError: when one is cut off, too long, or stands where it cannot.
        """
        for paragraph in list(self.root.iter(_PARAGRAPH)):
            self.take_from(paragraph)

    def hold(self, source: str) -> str:
        """Return the letters that stand for a piece of Jinja source until the end."""
        self._held.append(source)
        return f"\ue000{len(self._held) - 1}\ue001"

    def source(self) -> str:
        """Return the part as Jinja source; whatever else has braces is quoted."""
        return self._with_tags(etree.tostring(self.root, encoding="unicode"))

    def inner_source(self, parent: etree._Element) -> str:
        """Return what an element holds as Jinja source, declaring those of its prefixes that are not ours."""
        children = "".join(etree.tostring(child, encoding="unicode") for child in parent)
        for prefix, namespace in OWN_NAMESPACES.items():
            children = children.replace(f' xmlns:{prefix}="{namespace}"', "")
        return self._with_tags((parent.text or "") + children)

    def _with_tags(self, written: str) -> str:
        return _HELD.sub(lambda match: self._held[int(match[1])], written.replace("{", "&#123;"))

    def take_from(self, paragraph: etree._Element) -> None:
        """Take the tags of one paragraph.

        Raises:
            TagError: when one is cut off, too long, or stands where it cannot.
        """
        texts = _texts_of(paragraph)
        whole = "".join(text.text or "" for text in texts)
        if _HOLDERS[0] in whole or _HOLDERS[1] in whole:
            raise TagError("holds letters of no script", whole)
        if not _HALF.search(whole):
            return
        if _HALF.search(_TAG.sub(" ", whole)):
            raise TagError("has a broken tag", whole[:_SHOWN])
        if len(self.tags) + len(_TAG.findall(whole)) > _MOST_TAGS:
            raise TagError("has too many tags", whole[:_SHOWN])
        for text in _in_one_piece(texts, whole):
            self._take(text)

    def _take(self, text: etree._Element) -> None:
        text.set(_SPACE, "preserve")
        for tag in _TAG.findall(text.text):
            found = _WHOLE.fullmatch(tag.translate(_QUOTES))
            if found is None:
                self.tags.append(tag.translate(_QUOTES))
                text.text = text.text.replace(tag, self.hold(self.tags[-1]), 1)
                continue
            unit = _around(text, found[2])
            if "".join(piece.text or "" for piece in unit.iter(*_TEXTS)).strip() != tag:
                raise TagError(f"has more than one tag in a {found[2]}", text.text)
            if next(unit.iter(*_PICTURES), None) is not None:
                raise TagError(f"has a picture in the {found[2]} of a tag", text.text)
            self.tags.append(f"{found[1]} {found[3]}")
            self._replace(unit, self.hold(self.tags[-1]))

    def _replace(self, unit: etree._Element, letters: str) -> None:
        """Put letters in the place of an element; what stood after it stays."""
        parent, before = unit.getparent(), unit.getprevious()
        letters += unit.tail or ""
        if before is None:
            parent.text = (parent.text or "") + letters
        else:
            before.tail = (before.tail or "") + letters
        parent.remove(unit)


def _texts_of(paragraph: etree._Element) -> list[etree._Element]:
    """Return the pieces of text of a paragraph, without those of paragraphs inside it (text boxes)."""
    return [
        text for text in paragraph.iter(*_TEXTS) if next(text.iterancestors(_PARAGRAPH), None) is paragraph
    ]


def _in_one_piece(texts: list[etree._Element], whole: str) -> Iterator[etree._Element]:
    """Move every tag into the piece of text where it begins, and yield the pieces that hold tags."""
    ends = {at: tag.end() for tag in _TAG.finditer(whole) for at in range(tag.start() + 1, tag.end())}
    begin = 0
    for text in texts:
        end = begin + len(text.text or "")
        text.text = whole[ends.get(begin, begin) : ends.get(end, end)]
        begin = end
        if _TAG.search(text.text):
            yield text


def _around(text: etree._Element, unit: str) -> etree._Element:
    found = next(text.iterancestors(f"{{{NAMESPACE}}}{unit}"), None)
    if found is None:
        raise TagError(f"has a tag of a {unit} outside one", text.text or "")
    return found
