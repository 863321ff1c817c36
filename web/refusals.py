"""What goes wrong, as a page: one table from error to status, and never a traceback."""

import logging
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import page_texts
from web.rendering import page

_log = logging.getLogger(__name__)

_FAILED: Final = 500

# By name: the pages do not know the parts below the office. A class stands for those derived from it.
STATUS_OF: Final = {
    "RequestValidationError": 400,
    "TypedNumberError": 400,
    "TypedDateError": 400,
    "TypedKindError": 400,
    "PagesError": 400,
    "PagesUnreadError": 409,
    "NothingCorrectedError": 400,
    "HintTextError": 400,
    "SavedSearchError": 400,
    "UnknownHintError": 404,
    "NotSignedInError": 401,
    "FormForgedError": 403,
    "FileNumberError": 404,
    "RecordIdError": 404,
    "CodeNotFoundError": 404,
    "ObjectNotFoundError": 404,
    "FileNotStoredError": 404,
    "NotADispatchError": 404,
    "NoFormError": 404,
    "NoPictureError": 404,
    "ReadError": 404,
    "NothingToDecideError": 409,
    "NotWithheldError": 409,
    "NotInspectedError": 409,
    "PacketIsNoAnswerError": 409,
    "FolderReadOnlyError": 409,
    "BusyError": 503,
    "OfficeBusyError": 503,
    "IndexBusyError": 503,
    "IndexFolderForeignError": 503,
    "IndexFolderUnusableError": 503,
}
"""The errors that a page expects; every other one is a failure (500)."""


def status_of(error: Exception) -> int:
    """Return the HTTP status of an error."""
    if isinstance(error, HTTPException):
        return error.status_code
    names = (kind.__name__ for kind in type(error).__mro__)
    return next((STATUS_OF[name] for name in names if name in STATUS_OF), _FAILED)


async def refuse(request: Request, error: Exception) -> HTMLResponse:
    """Return the page that says what went wrong and what to do now."""
    status = status_of(error)
    shown = status if status in page_texts.STATUSES else 400
    title, sentence = page_texts.refusal(shown, error)
    return page(request, "refusal", status=status, number=shown, title=title, sentence=sentence)


class RefusalPages:
    """Answers with a page when anything below raises."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with a page whatever happens."""
        has_begun = False

        async def watched_send(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except Exception as error:
            if has_begun:
                raise
            if status_of(error) == _FAILED:
                _log.exception("%s %s", scope.get("method"), scope["path"])
            response = await refuse(Request(scope), error)
            await response(scope, receive, send)


def add_refusals(app: FastAPI) -> None:
    """Let the framework's own refusals end in our pages, and whatever else is raised."""
    app.add_exception_handler(HTTPException, refuse)
    app.add_exception_handler(RequestValidationError, refuse)
    app.add_middleware(RefusalPages)
