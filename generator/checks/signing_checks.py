"""Checks of the signature block: KY-01 to KY-10 (II-7, Điều 13)."""

from collections.abc import Iterator

from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Aligned, Area, Observed, SeenParagraph
from generator.checks.registry import Context, check
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word
from model.check_finding import CheckSeverity
from model.vietnamese import collapse, fold


@check("KY-01")
def _prefix(_: Observed, context: Context) -> Iterator[Breach]:
    for line in _titles(context.components):
        match = text_pattern("prefix").match(line.text)
        if match and text_pattern("right_prefix").match(line.text) is None:
            letters = "".join(letter for letter in match["prefix"] if letter.isalpha()).upper()
            prefix = {"TU": "TUQ"}.get(letters, letters)
            yield Breach(at=line, found=line.text, expected=f"{prefix}. {match['title']}".rstrip())


@check("KY-02")
def _look_of_title(_: Observed, context: Context) -> Iterator[Breach]:
    for line in _titles(context.components):
        if not (line.text.isupper() and line.is_bold and not line.is_italic and _is_centred(line)):
            yield Breach(at=line, found=line.text, expected=text_word("look"))


@check("KY-03")
def _deputy_below(_: Observed, context: Context) -> Iterator[Breach]:
    lines = _titles(context.components)
    for position, line in enumerate(lines):
        match = text_pattern("prefix").match(line.text)
        if match is None or match["prefix"].upper().strip("./") not in {"KT", "K/T", "K.T"}:
            continue
        if not any(text_pattern("deputy").search(below.text) for below in lines[position + 1 :]):
            title = match["title"].strip()
            yield Breach(at=line, found=line.text, expected=text_word("deputy_example", title=title))


@check("KY-04")
def _collective(_: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    titles = _titles(components)
    issuer = _joined(components.letterhead.issuer)
    decides_alone = text_pattern("chairman_decides").match(_joined(components.authority))
    if not titles or decides_alone or text_pattern("collective").match(issuer) is None:
        return
    if text_pattern("collective_head").match(titles[0].text):
        yield Breach(at=titles[0], found=titles[0].text, expected=text_word("on_behalf"))


@check("KY-05")
def _one_man(_: Observed, context: Context) -> Iterator[Breach]:
    for line in _titles(context.components):
        if text_pattern("one_man").match(line.text):
            yield Breach(at=line, found=line.text, expected=text_word("head_only"))


@check("KY-06")
def _honours(_: Observed, context: Context) -> Iterator[Breach]:
    letterhead = context.components.letterhead
    body = _joined((*letterhead.parent, *letterhead.issuer))
    by_sector = text_pattern("sector_of_honours").search(body.upper()) is not None
    for line in context.components.signers:
        match = text_pattern("honour").match(line.text)
        if match and match.end() < len(line.text):
            severity = CheckSeverity.NOTE if by_sector else None
            yield Breach(at=line, found=line.text, expected=line.text[match.end() :], severity=severity)


@check("KY-07")
def _look_of_name(_: Observed, context: Context) -> Iterator[Breach]:
    for line in context.components.signers:
        if text_pattern("bracketed").match(line.text):
            continue
        if line.text.isupper() or not line.is_bold or line.is_italic:
            yield Breach(at=line, found=line.text, expected=text_word("name_look"))


@check("KY-08")
def _undefined_titles(_: Observed, context: Context) -> Iterator[Breach]:
    for line in _titles(context.components):
        match = text_pattern("undefined_title").search(line.text.upper())
        if match:
            expected = collapse(text_pattern("undefined_words").sub(" ", line.text))
            yield Breach(at=line, found=line.text, expected=expected)


@check("KY-09")
def _authorised(_: Observed, context: Context) -> Iterator[Breach]:
    if context.office is None or context.office.authorisation_valid is not False:
        return
    for line in _titles(context.components):
        if line.text.startswith("TUQ"):
            yield Breach(at=line, found=line.text, expected=text_word("authorisation"))


@check("KY-10")
def _agency_not_repeated(_: Observed, context: Context) -> Iterator[Breach]:
    issuer = collapse(fold(_joined(context.components.letterhead.issuer)))
    for line in _titles(context.components):
        title = fold(line.text)
        repeats = len(issuer.split()) > 1 and title.endswith(f" {issuer}") and not title.startswith("tm")
        if repeats:
            expected = line.text[: len(line.text) - len(issuer)].strip()
            yield Breach(at=line, found=line.text, expected=expected)


def _titles(components: Components) -> list[SeenParagraph]:
    lines = (*components.second_capacity, *components.capacity)
    return [line for line in lines if line.text and text_pattern("bracketed").match(line.text) is None]


def _joined(lines: tuple[SeenParagraph, ...]) -> str:
    return collapse(" ".join(line.text for line in lines))


def _is_centred(line: SeenParagraph) -> bool:
    """Whether the line stands centred; where tabs or blanks place it, its alignment says nothing."""
    placed_by_hand = line.place.area is Area.BODY and (line.raw[:1].isspace() or bool(line.left_indent_mm))
    return placed_by_hand or line.alignment in {None, Aligned.CENTRE}
