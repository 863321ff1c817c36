"""Read a plain text for the checker: words, and nothing of their look."""

from generator.checks.errors import DocumentUnreadableError
from generator.checks.observed import Area, Observed, Place, Seen, SeenParagraph, SeenRun


def read_text(data: bytes, name: str) -> Observed:
    """Read a text file in UTF-8 or UTF-16.

    Raises:
        DocumentUnreadableError: when it is neither.
    """
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentUnreadableError(name, detail="text") from error
    if "\0" in text:
        raise DocumentUnreadableError(name, detail="text")
    return Observed(
        seen=Seen.TEXT,
        paragraphs=tuple(
            SeenParagraph(runs=(SeenRun(text=line),), place=Place(area=Area.BODY, index=index))
            for index, line in enumerate(text.splitlines())
        ),
    )
