from web.login import TICKET_MINUTES, LoginTickets, login_path


def test_a_ticket_lets_in_once() -> None:
    tickets = LoginTickets()
    ticket = tickets.issue()
    assert tickets.redeem(ticket)
    assert not tickets.redeem(ticket)


def test_looking_at_a_ticket_does_not_use_it_up() -> None:
    tickets = LoginTickets()
    ticket = tickets.issue()
    assert tickets.is_good(ticket)
    assert tickets.redeem(ticket)
    assert not tickets.is_good(ticket)


def test_a_ticket_ends_after_a_quarter_of_an_hour() -> None:
    now = 0.0
    tickets = LoginTickets(monotonic=lambda: now)
    ticket = tickets.issue()
    now = TICKET_MINUTES * 60 - 1
    assert tickets.is_good(ticket)
    now = TICKET_MINUTES * 60
    assert not tickets.redeem(ticket)


def test_no_other_text_is_a_ticket() -> None:
    tickets = LoginTickets()
    ticket = tickets.issue()
    for text in ("", ticket[:-1], ticket + "=", ticket.swapcase(), "vé", "\udcff"):
        assert not tickets.redeem(text)
    assert tickets.redeem(ticket)


def test_every_ticket_is_another_one() -> None:
    tickets = LoginTickets()
    assert len({tickets.issue() for _ in range(100)}) == 100


def test_a_ticket_is_kept_as_a_digest_only() -> None:
    tickets = LoginTickets()
    ticket = tickets.issue()
    assert ticket not in repr(vars(tickets))


def test_the_address_of_a_ticket_leads_to_the_login() -> None:
    assert login_path("a-b_c") == "/vao?ma=a-b_c"
