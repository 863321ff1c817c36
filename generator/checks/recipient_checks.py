"""Checks of the list of recipients, Nơi nhận: NN-04 to NN-10, NN-12 and NN-13 (II-9)."""

from collections.abc import Iterator
from typing import Final

from generator.checks.addressee_checks import is_addressed
from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Aligned, Observed, Seen, SeenParagraph
from generator.checks.prose import is_letter
from generator.checks.recipient_items import Item, closes_a_document, items_of
from generator.checks.registry import Context, check
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word
from model.document_kind import DocumentKind
from model.vietnamese import fold

_LABEL: Final = "Nơi nhận:"
_LABEL_PT: Final = 12.0
_FLUSH_MM: Final = 3.0
_DECISIONS: Final = frozenset({DocumentKind.DECISION, DocumentKind.RESOLUTION})
_FREE_LIST: Final = frozenset({DocumentKind.INTRODUCTION, DocumentKind.MINUTES, None})
_UNLISTED: Final = frozenset(
    {
        DocumentKind.CONTRACT,
        DocumentKind.MEMORANDUM,
        DocumentKind.AGREEMENT,
        DocumentKind.OFFICIAL_LETTER,
        DocumentKind.LEAVE_PERMIT,
        DocumentKind.MINUTES,
        None,
    }
)


@check("NN-04")
def _label(seen: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    label = components.recipients_label if closes_a_document(components) else None
    if label is not None:
        faults = list(_label_faults(label, looks=seen.seen >= Seen.GEOMETRY and not seen.is_scan))
        if faults:
            yield Breach(at=label, found=", ".join(faults), expected=text_word("label_look"))
    elif _should_have_list(seen, components):
        yield Breach(at=None, found=text_word("no_label"), expected=text_word("label_look"))


def _label_faults(label: SeenParagraph, *, looks: bool) -> Iterator[str]:
    if label.text != _LABEL:
        yield text_word("label_text", text=label.text)
    if not looks:
        return
    if label.size_pt is not None and label.size_pt != _LABEL_PT:
        yield text_word("label_size", pt=f"{label.size_pt:g}")
    if not label.is_italic:
        yield text_word("label_upright")
    if not label.is_bold:
        yield text_word("label_thin")


def _should_have_list(seen: Observed, components: Components) -> bool:
    is_whole = seen.seen is Seen.STRUCTURE and components.letterhead.closed and bool(components.capacity)
    unlisted = components.kind in _UNLISTED or components.is_attached_text or is_letter(components)
    return is_whole and not unlisted


@check("NN-05")
def _as_above(_: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    items = items_of(components)
    if not items or components.kind in _FREE_LIST | _DECISIONS:
        return
    places = [at for at, item in enumerate(items) if text_pattern("as_above").match(item.text)]
    if not is_addressed(components):
        for at in places:
            yield Breach(
                at=items[at].line, found=text_word("as_above_idle"), expected=text_word("as_above_drop")
            )
    elif not places or places[0] > 0:
        key = "as_above_later" if places else "as_above_missing"
        yield Breach(at=items[0].line, found=text_word(key), expected=text_word("as_above_add"))


@check("NN-06")
def _by_article(_: Observed, context: Context) -> Iterator[Breach]:
    items = items_of(context.components)
    if context.components.kind not in _DECISIONS or not items:
        return
    if not any(text_pattern("by_article").search(item.text) for item in items):
        yield Breach(at=items[0].line, found=items[0].text, expected=text_word("by_article"))


@check("NN-07")
def _dash_and_stop(_: Observed, context: Context) -> Iterator[Breach]:
    items = items_of(context.components)
    for item in items[:-1]:
        if text_pattern("closed_item").match(item.text) is None:
            right = f"{_with_dash(item.text.rstrip(' .,;'))};"
            yield Breach(at=item.line, found=item.text, expected=right)
    for item in items[-1:]:
        yield from _wrong_last(item)


def _wrong_last(item: Item) -> Iterator[Breach]:
    if item.is_filing and text_pattern("copies").search(item.text):
        return  # the drafter's sign with the number of copies closes the line
    text = item.text if item.is_filing else _with_dash(item.text)
    right = text.rstrip(" .,;") + "."
    if item.text != right:
        yield Breach(at=item.line, found=item.text, expected=right)


def _with_dash(text: str) -> str:
    return text if text_pattern("item").match(text) else f"- {text}"


@check("NN-08")
def _filing_line(_: Observed, context: Context) -> Iterator[Breach]:
    items = items_of(context.components)
    if not items or context.components.kind is DocumentKind.LEAVE_PERMIT:
        return
    last = items[-1]
    if text_pattern("right_filing").match(last.text) is None:
        yield Breach(at=last.line, found=last.text, expected=text_word("filing"))


@check("NN-09")
def _unit_of_the_symbol(_: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    filing = _filing_parts(components)
    if components.kind is not DocumentKind.OFFICIAL_DISPATCH or filing is None or components.code is None:
        return
    item, parts = filing
    units = components.code.units
    named = fold(" ".join(parts[1:]))
    if len(parts) > 1 and units and not any(fold(unit) in named for unit in units):
        yield Breach(at=item.line, found=", ".join(parts[1:]), expected="-".join(units))


@check("NN-10")
def _drafter(_: Observed, context: Context) -> Iterator[Breach]:
    filing = _filing_parts(context.components)
    if filing is None:
        return
    item, parts = filing
    after = text_pattern("drafter_after").search(item.text)
    if after and text_pattern("right_drafter").fullmatch(after["drafter"]) is None:
        yield Breach(at=item.line, found=after["drafter"], expected=text_word("drafter"))
        return
    for part in parts[1:]:
        drafter = text_pattern("drafter").search(part)
        is_small = drafter is not None and not drafter["code"].isupper()
        if is_small or _is_name(part):
            yield Breach(at=item.line, found=part, expected=text_word("drafter"))


def _is_name(part: str) -> bool:
    """Whether a person's name stands where a sign in capitals belongs."""
    return part.isalpha() and len(part) > 1 and part[0].isupper() and part[1:].islower()


def _filing_parts(components: Components) -> tuple[Item, list[str]] | None:
    """Return the line of the file copy and what it names: the records office, units, the drafter."""
    for item in reversed(items_of(components)):
        match = text_pattern("filing_parts").match(item.text)
        if match:
            named = match["parts"].replace(";", ",").split(",")
            return item, [part.strip(" .") for part in named if part.strip(" .")]
    return None


@check("NN-12")
def _place(_: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    label, titles = components.recipients_label, components.capacity
    if label is None or not titles or components.second_capacity or components.kind is DocumentKind.MINUTES:
        return
    if not _is_level(label, titles[0]):
        yield Breach(at=label, found=text_word("below_title"), expected=text_word("level_title"))
    elif not _is_flush(label):
        yield Breach(at=label, found=text_word("not_flush"), expected=text_word("level_title"))


def _is_level(label: SeenParagraph, title: SeenParagraph) -> bool:
    cell, other = label.place.cell, title.place.cell
    if cell is not None and other is not None:
        return (cell.table, cell.row) == (other.table, other.row)
    if cell is not None or other is not None or label.place.area is not title.place.area:
        return True  # frames and mixed layouts: where they stand is not seen
    return label.place.index <= title.place.index


def _is_flush(label: SeenParagraph) -> bool:
    indent = (label.left_indent_mm or 0.0) + (label.first_line_mm or 0.0)
    return label.alignment in {None, Aligned.LEFT, Aligned.JUSTIFIED} and indent < _FLUSH_MM


@check("NN-13")
def _copies(_: Observed, context: Context) -> Iterator[Breach]:
    registered = context.office.copies if context.office else None
    filing = _filing_parts(context.components)
    if registered is None or filing is None:
        return
    item, parts = filing
    drafter = text_pattern("drafter").search(parts[-1]) if parts else None
    listed = len(items_of(context.components))
    if drafter is not None and int(drafter["copies"]) != registered:
        yield Breach(at=item.line, found=str(registered), expected=drafter["copies"])
    elif drafter is None and listed > registered:
        expected = text_word("copies_listed", count=listed)
        yield Breach(at=item.line, found=str(registered), expected=expected)
