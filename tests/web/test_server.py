import threading
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import quote

import pytest
import uvicorn

from office import RecordsOffice
from web.server import listen, serve


def test_a_query_of_ten_thousand_letters_reaches_its_page(
    office: RecordsOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: list[uvicorn.Server] = []

    class KnownServer(uvicorn.Server):
        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            running.append(self)

    monkeypatch.setattr(uvicorn, "Server", KnownServer)
    greeted, stop = threading.Event(), threading.Event()
    with listen(8080) as listener:
        told = {name: lambda _: None for name in ("told", "hindered")} | {"greet": lambda _: greeted.set()}
        serving = threading.Thread(target=serve, args=(office, listener, stop), kwargs=told)
        serving.start()
        try:
            assert greeted.wait(30)
            status, text = got(listener.getsockname()[1], "/tim?q=" + quote("ế" * 10_000))
        finally:
            running[0].should_exit = True
            serving.join(30)
    assert status == HTTPStatus.UNAUTHORIZED  # nobody is signed in; the server lets the query through
    assert "chưa đăng nhập" in text.lower()


def got(port: int, address: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()
