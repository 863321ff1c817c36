from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.readers import read
from archive.readers.errors import UnsupportedFormatError
from archive.recognition import identify
from bench.scoring.corpus import Sample, samples
from bench.scoring.linking import judge_links
from bench.scoring.reading import Said
from model.vietnamese import fold

ANSWER = """SỞ Y TẾ TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/SYT-KHTC   Hà Nam, ngày 20 tháng 5 năm 2015
Kính gửi: Bộ Y tế
Trả lời công văn số {code} ngày 05/5/2015 của Bộ Y tế, Sở báo cáo.
"""


def pair(cited: str, true: str) -> tuple[dict[str, Any], Said]:
    text = ANSWER.format(code=cited)
    truth = {"replies_to": [true], "date": "2015-05-20"}
    return truth, Said(text=fold(text), found=identify(read(text.encode(), name="a.txt")))


def test_a_dispatch_that_is_cited_with_its_date_is_linked() -> None:
    (linked,) = judge_links([pair("345/BYT-KCB", "345/BYT-KCB")])
    assert (linked.is_first, linked.wrong) == (True, ())


def test_a_link_to_what_the_document_does_not_truly_cite_is_wrong() -> None:
    misread, other = judge_links([pair("345/BYT-KCB", "77/BYT-DP"), pair("345/BYT-KCB", "345/BYT-KCB")])
    assert (misread.is_first, misread.wrong) == (False, ("345/BYT-KCB",))
    assert (other.is_first, other.wrong) == (True, ())


@pytest.mark.corpus
def test_the_right_dispatch_is_linked_or_first_for_nearly_all_real_texts_and_none_wrongly(
    shared: Path,
) -> None:
    links = list(judge_links(list(pairs(shared))))
    assert len(links) >= 70
    assert sum(one.is_first for one in links) >= 0.97 * len(links)
    assert not [one for one in links if one.wrong]


def pairs(shared: Path) -> Iterator[tuple[dict[str, Any], Said]]:
    for sample in samples(shared):
        if not sample.source.is_scan:
            yield dict(sample.truth), said(sample)


def said(sample: Sample) -> Said:
    try:
        document = read(sample.data, name=sample.name)
    except UnsupportedFormatError:
        return Said()
    text = "\n".join(line.text for page in document.pages for line in page.lines)
    return Said(text=fold(text), found=identify(document))
