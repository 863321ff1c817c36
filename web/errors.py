"""What a page refuses by itself.

WebError
  NotSignedInError       nobody is signed in at this browser
  FormForgedError        a form that did not come from one of our pages
  FileNumberError        the record has no file of that number
  FileDamagedError       the bytes on disk are not those that were stored
"""

from model.record_id import RecordId


class WebError(Exception):
    """The base of what a page refuses."""


class NotSignedInError(WebError):
    """Nobody is signed in at this browser, or the session is over."""

    def __init__(self) -> None:
        super().__init__("not signed in")


class FormForgedError(WebError):
    """The form lacks the token of the session: it did not come from one of our pages."""

    def __init__(self) -> None:
        super().__init__("the form lacks the session's token")


class FileNumberError(WebError):
    """The record has no file of this number."""

    def __init__(self, record_id: RecordId, number: int) -> None:
        super().__init__(f"{record_id} has no file {number}")
        self.record_id = record_id
        self.number = number


class FileDamagedError(WebError):
    """The bytes on disk are not those that were stored, so they are not handed out."""

    def __init__(self, record_id: RecordId, name: str) -> None:
        super().__init__(f"{record_id}: {name} is not what was stored")
        self.record_id = record_id
        self.name = name
