"""A browser that talks to the application in memory; it keeps cookies and follows no redirect."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Final

import httpx
from starlette.types import ASGIApp

HOST: Final = "http://127.0.0.1:8080"

Headers = Mapping[str, str] | Sequence[tuple[str, str]]


class Browser:
    """One person's browser at the address of the office."""

    def __init__(self, app: ASGIApp, address: str = HOST) -> None:
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=address)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies it keeps."""
        return dict(self._client.cookies)

    def get(self, path: str, headers: Headers = ()) -> httpx.Response:
        """Open an address."""
        return self.send("GET", path, headers=headers)

    def post(self, path: str, data: Mapping[str, str] | None = None) -> httpx.Response:
        """Send a form."""
        return self.send("POST", path, data=data)

    def send(
        self, method: str, path: str, *, headers: Headers = (), data: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Send a request."""
        request = self._client.build_request(method, path, headers=[*_pairs(headers)], data=data)
        return asyncio.run(self._client.send(request))


def form_token(page: httpx.Response) -> str:
    """Return the token that the forms of a page carry."""
    found = re.search(r'name="dau" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def text_of(page: httpx.Response) -> str:
    """Return what a person reads on a page below its head, on one line."""
    visible = re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2])
    return re.sub(r"\s+", " ", visible)


def _pairs(headers: Headers) -> Sequence[tuple[str, str]]:
    return list(headers.items()) if isinstance(headers, Mapping) else headers
