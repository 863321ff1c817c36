from model.actor import Actor
from web.sessions import SESSION_HOURS, Sessions

CLERK = Actor(name="Nguyễn Thị Hằng")


def test_a_session_is_found_by_its_token_until_it_is_closed() -> None:
    sessions = Sessions()
    token = sessions.open(CLERK)
    found = sessions.find(token)
    assert found is not None
    assert found.actor == CLERK
    sessions.close(token)
    assert sessions.find(token) is None


def test_closing_one_session_leaves_the_others() -> None:
    sessions = Sessions()
    one, other = sessions.open(CLERK), sessions.open(CLERK)
    sessions.close(one)
    sessions.close("never opened")
    assert sessions.find(other) is not None


def test_a_session_ends_after_a_working_day() -> None:
    now = 0.0
    sessions = Sessions(monotonic=lambda: now)
    token = sessions.open(CLERK)
    now = SESSION_HOURS * 3600 - 1
    assert sessions.find(token) is not None
    now = SESSION_HOURS * 3600
    assert sessions.find(token) is None
    now = 0.0
    assert sessions.find(token) is None


def test_only_the_own_form_token_is_taken() -> None:
    sessions = Sessions()
    one, other = sessions.find(sessions.open(CLERK)), sessions.find(sessions.open(CLERK))
    assert one is not None
    assert other is not None
    assert one.has_sent(one.form_token)
    for token in ("", other.form_token, one.form_token + "x", "ô", "\udcff"):
        assert not one.has_sent(token)


def test_the_cookies_token_is_not_kept() -> None:
    sessions = Sessions()
    token = sessions.open(CLERK)
    assert token not in repr(vars(sessions))
