from archive.read_document import Line, Page, ReadDocument


def a_document(*pages: Page) -> ReadDocument:
    return ReadDocument(format="txt", media_type="text/plain", pages=pages, margins=(Line(text="đầu trang"),))


def test_the_text_runs_through_all_pages_without_the_running_heads() -> None:
    document = a_document(
        Page(number=1, lines=(Line(text="một"), Line(text="hai"))), Page(number=2, lines=(Line(text="ba"),))
    )
    assert document.text == "một\nhai\nba"
    assert document.page_count == 2


def test_without_page_numbers_there_is_no_page_count() -> None:
    assert a_document(Page(lines=(Line(text="một"),))).page_count is None
    assert a_document().page_count is None
