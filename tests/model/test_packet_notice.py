from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.clock import VIETNAM
from model.packet_notice import PacketNotice, delivery

MORNING = datetime(2026, 11, 3, 8, 0, tzinfo=VIETNAM)


def told(code: str, hour: int = 0) -> PacketNotice:
    at = MORNING + timedelta(hours=hour)
    return PacketNotice(code=code, sender="Sở Y tế", at=at, received_at=MORNING, packet="a" * 64)


@pytest.mark.parametrize(
    ("codes", "current"),
    [
        (["01", "03", "05"], "05"),
        (["05", "03", "01"], "05"),
        (["01", "04", "03"], "03"),
        (["06", "01"], "06"),
        (["01", "02"], "02"),
        (["02", "05"], "02"),
        (["01", "02", "01"], "01"),
        (["02", "01", "03"], "03"),
        (["99"], None),
    ],
)
def test_the_furthest_step_counts_and_a_refusal_until_it_comes_again(
    codes: list[str], current: str | None
) -> None:
    found = delivery(told(code, hour) for hour, code in enumerate(codes))
    assert (found and found.current and found.current.code) == current


@given(st.permutations([told("03", 2), told("01"), told("02", 1), told("13", 3), told("06", 5)]))
def test_the_order_in_which_packets_come_does_not_matter(notices: list[PacketNotice]) -> None:
    found = delivery(notices)
    assert found is not None
    assert found.current == told("06", 5)
    assert found.reached_at == MORNING
    assert found.recall == told("13", 3)


def test_what_was_said_about_a_recall_says_nothing_of_the_way() -> None:
    found = delivery([told("13"), told("16", 1)])
    assert found is not None
    assert (found.current, found.reached_at) == (None, None)
    assert found.recall == told("16", 1)


def test_nobody_who_told_nothing_has_a_delivery() -> None:
    assert delivery([]) is None
