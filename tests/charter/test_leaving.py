"""A version that the council deals with is not taken from under it: agendas called or planned, open votes."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from council.charter import queries, service
from council.charter.models import CharterVersion
from council.core.errors import Refused
from council.decisions import service as decisions
from council.meetings import service as meetings
from council.meetings.models import AgendaItem, Meeting
from tests import make
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]
STEPS = [service.take_back, service.withdraw]


@pytest.fixture
def version(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    chair, begun = cast.actor("chair"), now - timedelta(days=20)
    draft = service.draft_version(session, chair, change_summary="x", now=begun)
    return service.submit(session, chair, draft, now=begun)


@pytest.fixture
def agenda(
    session: Session, cast: Cast, version: CharterVersion, now: datetime
) -> tuple[Meeting, AgendaItem]:
    """A planned meeting that has the version on its agenda."""
    planned = now - timedelta(days=14)
    meeting = make.a_meeting(session, cast, items=0, now=planned)
    item = meetings.add_item(
        session,
        cast.actor("chair"),
        meeting,
        title="Charter v2",
        lang="en",
        subject_ref=version.ref,
        now=planned,
    )
    return meeting, item


@pytest.mark.parametrize("step", STEPS)
def test_a_planned_agenda_lets_go_of_it_first(
    session: Session, cast: Cast, version: CharterVersion, agenda: tuple[Meeting, AgendaItem], now: datetime,
    step: Callable[..., CharterVersion],
) -> None:  # fmt: skip
    with pytest.raises(Refused, match="on_planned_agenda") as refused:
        step(session, cast.actor("chair"), version, now=now)
    assert refused.value.params["meeting"].params["code"] == agenda[0].code
    meetings.remove_item(session, cast.actor("chair"), agenda[1], now=now)
    step(session, cast.actor("chair"), version, now=now)
    assert version.state in ("draft", "withdrawn")


@pytest.mark.parametrize("step", STEPS)
def test_a_called_agenda_keeps_it(
    session: Session, cast: Cast, version: CharterVersion, agenda: tuple[Meeting, AgendaItem], now: datetime,
    step: Callable[..., CharterVersion],
) -> None:  # fmt: skip
    meetings.call(session, cast.actor("chair"), agenda[0], now=now - timedelta(days=14))
    with pytest.raises(Refused, match="on_called_agenda"):
        step(session, cast.actor("chair"), version, now=now)
    meetings.cancel(session, cast.actor("chair"), agenda[0], reason="x", now=now)
    step(session, cast.actor("chair"), version, now=now)


def test_an_open_vote_keeps_it(
    session: Session, cast: Cast, version: CharterVersion, agenda: tuple[Meeting, AgendaItem], now: datetime
) -> None:
    chair, (meeting, item) = cast.actor("chair"), agenda
    meetings.call(session, chair, meeting, now=now - timedelta(days=14))
    for part in ("chair", "sales", "marketing", "operations", "service", "quality"):
        meetings.arrive(session, cast.actor("secretary"), meeting, cast[part].id, now=now)
    meetings.open_meeting(session, chair, meeting, now=now)
    meetings.start_item(session, chair, item, now=now)
    decisions.put(
        session, chair, item, text="That v2 is adopted.", lang="en", decision_class="charter", now=now
    )
    for step in STEPS:
        with pytest.raises(Refused) as refused:
            step(session, chair, version, now=now)
        assert refused.value.key in ("charter.on_called_agenda", "charter.under_vote")
    assert queries.get_version(session, 2).state == "in_review"


def test_a_draft_is_withdrawn_whatever_stands_on_agendas(session: Session, cast: Cast, now: datetime) -> None:
    draft = service.draft_version(session, cast.actor("chair"), change_summary="x", now=now)
    assert service.withdraw(session, cast.actor("chair"), draft, now=now).state == "withdrawn"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_why_beside_the_button(
    sign_in: SignIn, session: Session, version: CharterVersion, agenda: tuple[Meeting, AgendaItem], lang: str
) -> None:
    session.commit()
    chair = sign_in("chair", lang)
    page = chair.get("/council/charter/v2")
    assert ("take it off that agenda first" if lang == "en" else "请先将其移出该议程") in page.text
    page = chair.post("/council/charter/v2/take_back", {"row_version": str(version.row_version)}, status=None)
    session.expire_all()
    assert queries.get_version(session, 2).state == "in_review"
