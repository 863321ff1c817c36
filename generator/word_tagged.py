"""Tagged pieces of a Word template."""

from lxml import etree

from generator import word_styles as style
from generator.profile import Profile
from generator.word_xml import element, paragraph, text_run


def styled(name: str, text: str, profile: Profile) -> etree._Element:
    """Build a paragraph whose run repeats the look of its style, for readers that see runs only."""
    bold, italic = name in style.BOLD, name in style.ITALIC
    return paragraph(name, text_run(text, profile.font, bold=bold, italic=italic))


def tag(text: str) -> etree._Element:
    """Build a paragraph that its tag replaces."""
    written = element("t")
    written.text = text
    return element("p", element("r", written))


def each(names: str, *content: etree._Element) -> tuple[etree._Element, ...]:
    """Repeat paragraphs for every line (``dong``) of a list."""
    return (tag(f"{{%p for dong in {names} %}}"), *content, tag("{%p endfor %}"))


def when(field: str, *content: etree._Element) -> tuple[etree._Element, ...]:
    """Leave paragraphs and tables out when a field is empty."""
    return (tag(f"{{%p if {field} %}}"), *content, tag("{%p endif %}"))
