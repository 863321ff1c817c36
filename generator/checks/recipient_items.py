"""The recipients under Nơi nhận, one by one."""

from dataclasses import dataclass

from generator.checks.components import Components
from generator.checks.observed import SeenParagraph
from generator.checks.text_patterns import text_pattern
from model.check_finding import Regime


@dataclass(frozen=True, slots=True)
class Item:
    """One recipient, also where its words take two lines."""

    line: SeenParagraph
    text: str

    @property
    def is_filing(self) -> bool:
        """Whether it is the line of the file copy (Lưu)."""
        return text_pattern("filing").match(self.text) is not None


def closes_a_document(components: Components) -> bool:
    """Whether the list stands under a document: the words alone also head columns of forms and diagrams."""
    return components.regime is not Regime.UNKNOWN or bool(components.capacity)


def items_of(components: Components) -> list[Item]:
    """Return the recipients; a line without dash goes on with the one before unless that one is closed."""
    items: list[Item] = []
    if not closes_a_document(components):
        return items
    for line in components.recipients:
        if not line.text:
            continue
        if items and _goes_on(items[-1], line.text):
            items[-1] = Item(items[-1].line, f"{items[-1].text} {line.text}")
        else:
            items.append(Item(line, line.text))
    return items


def _goes_on(item: Item, text: str) -> bool:
    begins = text_pattern("item").match(text) or text_pattern("filing").match(text)
    is_drafter = item.is_filing and text_pattern("copies").search(text) is not None
    return is_drafter or (begins is None and not item.text.endswith((";", ".")))
