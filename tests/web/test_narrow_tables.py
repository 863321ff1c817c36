"""On a narrow screen a row of a table becomes a card: each of its cells says itself what it holds."""

import re

import pytest

from tests.web.browser import Browser
from tests.web.offices import DISPATCH

TABLE = re.compile(r'<table class="[^"]*\bstack\b[^"]*">(.*?)</table>', re.DOTALL)
CELL = re.compile(r"<td\b[^>]*>")


@pytest.mark.parametrize("address", ["/", "/so/den", "/so/di", f"/bang/{DISPATCH}"])
def test_every_cell_of_a_table_that_folds_bears_its_heading(browser: Browser, address: str) -> None:
    tables = TABLE.findall(browser.get(address).text)
    cells = [cell for table in tables for cell in CELL.findall(table.partition("<tbody>")[2])]
    assert cells
    assert [cell for cell in cells if not re.search(r'data-label="[^"]+"', cell)] == []
