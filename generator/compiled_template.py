"""A Word template prepared once: its tags compiled, what never changes deflated, ready to be filled."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from generator.profile import Profile
from generator.profile_rules import LetterheadSizes
from generator.word_additions import BLANK_ID, additions
from generator.word_archive import WordArchive, WordArchiveError, parse, read_word_archive
from generator.word_fields import LISTS, PIECE_TEXTS, TEXTS
from generator.word_language import TagLanguageError, Tags, compile_tags
from generator.word_lengths import LENGTHS, hold_lengths, hold_section
from generator.word_sections import Sections
from generator.word_style_part import complete, set_sizes
from generator.word_tags import TagError, TaggedPart
from generator.word_xml import qualified, serialise
from generator.zip_parts import ZipPart, write_zip

_BANDS: Final = frozenset({"header", "footer", "footnotes", "endnotes"})
_FETCHING: Final = frozenset({"DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK"})
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOM_FOR_TEMPLATES: Final = 96
"""So many templates are kept: each kind of document in both layouts, and those of offices."""


class TemplateProblemError(Exception):
    """The template cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Band:
    """A part that is mostly the same in many documents."""

    name: str
    tags: Tags

    @lru_cache(maxsize=_ROOM_FOR_TEMPLATES)  # noqa: B019 - as many as there are templates
    def part(self, values: tuple[object, ...]) -> ZipPart:
        """Return the part filled with the values of its fields, in their order."""
        return ZipPart.of(
            self.name, _encoded(self.tags.fill(dict(zip(self.tags.fields, values, strict=True))))
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompiledTemplate:
    """What a document is made from by filling in its fields."""

    document: str
    """The name of the main part; so are the others named."""
    tags: Tags
    """Those of the main part."""
    around: tuple[str, str]
    """What stands in the main part before and after its text."""
    bands: tuple[_Band, ...]
    """Headers, footers and notes that hold tags."""
    sections: Sections
    static: tuple[ZipPart, ...]
    plain: tuple[ZipPart, ...]
    pictured: tuple[ZipPart, ...]
    """What a document with the picture of a code has in the place of ``plain``, besides the picture."""
    picture: str
    properties: str | None
    styles: str
    styles_root: etree._Element

    @lru_cache(maxsize=2 * _ROOM_FOR_TEMPLATES)  # noqa: B019 - as many as there are templates and sizes
    def styles_part(self, sizes: LetterheadSizes) -> ZipPart:
        """Return the styles with the sizes of a letterhead; the first are those of the template."""
        root = deepcopy(self.styles_root)
        if sizes != self.sections.profile.letterhead_sizes[0]:
            set_sizes(root, sizes)
        return ZipPart.of(self.styles, serialise(root))

    def pack(
        self,
        document: str,
        values: Mapping[str, object],
        *,
        sizes: LetterheadSizes,
        properties: bytes,
        picture: bytes | None,
    ) -> bytes:
        """Return a Word file; ``document`` is its filled main part, ``values`` fill the bands.

        Raises:
            TagLanguageError: when a band prints without end.
        """
        parts = [*(self.plain if picture is None else self.pictured), *self.static, self.styles_part(sizes)]
        if self.properties is not None:
            parts.append(ZipPart.of(self.properties, properties))
        if picture is not None:
            parts.append(ZipPart.of(self.picture, picture))
        parts += (band.part(tuple(values[field] for field in band.tags.fields)) for band in self.bands)
        parts.append(ZipPart.of(self.document, _encoded(document)))
        return write_zip(parts)


def _encoded(xml: str) -> bytes:
    return (_DECLARATION + xml).encode()


@lru_cache(maxsize=_ROOM_FOR_TEMPLATES)
def compile_template(content: bytes, profile: Profile) -> CompiledTemplate:
    """Prepare a Word template; the same content is prepared once.

    Raises:
        TemplateProblemError: when it is damaged, too large, reaches out of its file, or holds a tag that
            is broken, unknown or says what none may.
    """
    try:
        return _compiled(read_word_archive(content), profile)
    except (WordArchiveError, TagError, TagLanguageError) as error:
        raise TemplateProblemError(str(error)) from error


def _compiled(archive: WordArchive, profile: Profile) -> CompiledTemplate:
    main = _tagged(archive.document, archive)
    added = additions(archive)
    styles = next((name for name, kind in archive.related.items() if kind == "styles"), None)
    if styles is None:
        raise WordArchiveError("has no styles")
    styles_root = parse(styles, archive.parts[styles])
    complete(styles_root, profile)
    bands = tuple(_bands(archive))
    sections, source = _document(main, profile)
    changing = {archive.document, styles, archive.properties, *added.plain, *(band.name for band in bands)}
    static = {name: part for name, part in archive.parts.items() if name not in changing} | added.always
    return CompiledTemplate(
        document=archive.document,
        tags=compile_tags(source, texts=TEXTS | LENGTHS, lists=LISTS),
        around=_around(source),
        bands=bands,
        sections=sections,
        static=_deflated(static),
        plain=_deflated(added.plain),
        pictured=_deflated(added.pictured),
        picture=added.picture,
        properties=archive.properties,
        styles=styles,
        styles_root=styles_root,
    )


def _deflated(parts: Mapping[str, bytes]) -> tuple[ZipPart, ...]:
    return tuple(ZipPart.of(name, content) for name, content in parts.items())


def _tagged(name: str, archive: WordArchive) -> TaggedPart:
    """Return a part with its tags taken out.

    Raises:
        WordArchiveError: when a field of it would fetch something on the machine that opens the document.
        TagError: when one of its tags is broken.
    """
    root = parse(name, archive.parts[name])
    for paragraph in root.iter(qualified("p")):
        simple = [str(field.get(qualified("instr"))) for field in paragraph.iter(qualified("fldSimple"))]
        typed = "".join(field.text or "" for field in paragraph.iter(qualified("instrText")))
        if not _FETCHING.isdisjoint(" ".join((*simple, typed)).upper().split()):
            raise WordArchiveError(f"{name} holds a field that fetches something: {typed or simple}")
    part = TaggedPart(root)
    part.take_tags()
    return part


def _document(part: TaggedPart, profile: Profile) -> tuple[Sections, str]:
    """Return the sections and the Jinja source of the main part."""
    hold_lengths(part)
    section = hold_section(_body(part), part)
    if section is None or section.find(qualified("pgSz")) is None:
        raise WordArchiveError("has no pages")
    if not any(tag.replace(" ", "") == "{{noi_dung}}" for tag in part.tags):
        raise TagLanguageError("prints no text: {{p noi_dung }} is missing")
    sections = Sections(base=section, profile=profile, blank_footer=BLANK_ID)
    return sections, part.source()


def _body(part: TaggedPart) -> etree._Element:
    body = part.root.find(qualified("body"))
    if body is None:
        raise WordArchiveError("has no text")
    return body


def _around(source: str) -> tuple[str, str]:
    """Return what stands in a main part before and after its text."""
    begin = source.index(">", source.index("<w:body")) + 1
    return source[:begin], source[source.rindex("</w:body") :]


def _bands(archive: WordArchive) -> Iterator[_Band]:
    for name, kind in archive.related.items():
        if kind in _BANDS:
            part = _tagged(name, archive)
            if part.tags:
                yield _Band(name=name, tags=compile_tags(part.source(), texts=TEXTS, lists=LISTS))


def compile_piece(body: etree._Element) -> Tags:
    """Prepare what the program puts under a document; the last of its paragraphs closes its section."""
    part = TaggedPart(body)
    part.take_tags()
    return _piece(part, body)


@lru_cache(maxsize=_ROOM_FOR_TEMPLATES)
def compile_block(content: bytes) -> Tags:
    """Prepare the Word template of what stands under a copied document; its pages and styles are not used.

    Raises:
        TemplateProblemError: as for the template of a document.
    """
    try:
        archive = read_word_archive(content)
        part = _tagged(archive.document, archive)
        return _piece(part, _body(part))
    except (WordArchiveError, TagError, TagLanguageError) as error:
        raise TemplateProblemError(str(error)) from error


def _piece(part: TaggedPart, body: etree._Element) -> Tags:
    hold_lengths(part)
    hold_section(body, part)
    return compile_tags(part.inner_source(body), texts=TEXTS | PIECE_TEXTS | LENGTHS, lists=LISTS)
