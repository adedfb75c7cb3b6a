"""Leaving: a removal by decision, appointments that stay, seats abolished, departments, what is handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from council.accounts import service as accounts
from council.accounts.models import Person
from council.actions import service as actions
from council.actions.models import Action
from council.audit.queries import history_of
from council.core.actor import SYSTEM
from council.core.errors import Forbidden, Refused
from council.notifications.models import Notice
from council.seats import queries, service
from tests import make
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]


def end(session: Session, cast: Cast, part: str, on: date, now: datetime, **more: object) -> None:
    term = next(t for t in queries.terms_of(session, cast.seat(part).id) if t.capacity == "member")
    service.end_term(session, cast.actor("secretary"), term, on=on, now=now, **more)  # type: ignore[arg-type]
    session.commit()


def test_a_removal_needs_a_carried_decision_of_its_class(session: Session, cast: Cast, now: datetime) -> None:
    day = now.date()
    with pytest.raises(Refused, match="removal_needs_decision") as refused:
        end(session, cast, "marketing", day, now, kind="removed")
    assert refused.value.params["law"].params == {"article": "2.3", "version": 1}
    with pytest.raises(Refused, match="unknown_decision"):
        end(session, cast, "marketing", day, now, kind="removed", decision_ref="motion:999")
    other = make.a_decision(session, cast, decision_class="ordinary", now=now - timedelta(days=1))
    with pytest.raises(Refused, match="removal_other_class"):
        end(session, cast, "marketing", day, now, kind="removed", decision_ref=other.ref)


def test_a_removal_is_recorded_with_its_decision(session: Session, cast: Cast, now: datetime) -> None:
    decision = make.a_decision(session, cast, now=now)
    day = decision.effective_on
    assert day is not None
    with pytest.raises(Refused, match="removal_too_early"):
        end(
            session,
            cast,
            "marketing",
            day - timedelta(days=1),
            now,
            kind="removed",
            decision_ref=decision.ref,
        )
    session.rollback()
    end(session, cast, "marketing", day, now, kind="removed", decision_ref=decision.ref)
    term = queries.terms_of(session, cast.seat("marketing").id)[0]
    assert (term.end_kind, term.end_decision_ref) == ("removed", decision.ref)


@pytest.mark.parametrize("ended", [False, True])
def test_an_appointment_stays_with_the_seat_unless_it_is_ended(
    session: Session, cast: Cast, now: datetime, ended: bool
) -> None:
    day, seat = now.date(), cast.seat("vice_chair")
    end(session, cast, "vice_chair", day, now, end_appointments=ended)
    make.a_term(session, cast, seat, starts_on=day + timedelta(days=1), now=now)
    roles = queries.places(session, cast.outsider.id, day + timedelta(days=1)).roles
    assert ("vice_chair" in roles) is not ended
    assert queries.vice_chair_on(session, day) is not None


def test_a_seat_takes_its_alternates_and_appointments_with_it(
    session: Session, cast: Cast, now: datetime
) -> None:
    day, seat = now.date(), cast.seat("vice_chair")
    make.a_term(session, cast, seat, capacity="alternate", now=now)
    end(session, cast, "vice_chair", day, now)
    service.abolish_seat(session, cast.actor("chair"), seat, on=day, now=now)
    session.commit()
    alternate = next(t for t in queries.terms_of(session, seat.id) if t.capacity == "alternate")
    assert (alternate.last_day, alternate.end_kind) == (day, "abolished")
    assert all(one.ends_on == day for one in queries.appointments_of(session, seat.id))


def test_a_seat_that_another_will_report_to_later_stays(session: Session, cast: Cast, now: datetime) -> None:
    day = now.date()
    above = make.a_seat(session, cast, now=now)
    below = cast.seat("quality")
    content = service.SeatContent(
        **{
            name: getattr(queries.row_of(session, below.id, day), name)
            for name in service.SeatContent.__dataclass_fields__
        }
    )
    changed = service.SeatContent(**{**vars(content), "reports_to_seat_id": above.id})
    service.edit_seat(session, cast.actor("chair"), below, changed, from_on=day + timedelta(days=40), now=now)
    with pytest.raises(Refused, match="still_above"):
        service.abolish_seat(session, cast.actor("chair"), above, on=day, now=now)


def test_a_seat_cannot_get_a_vote_or_a_department_over_its_share(
    session: Session, cast: Cast, now: datetime
) -> None:
    sales = cast.seat("sales").department_id
    second = make.a_seat(session, cast, department_id=sales, now=now)
    quiet = make.a_seat(session, cast, department_id=sales, voting=False, name_en="Quiet", now=now)
    free = make.a_seat(session, cast, name_en="Free", now=now)
    for seat, change in ((quiet, {"voting": True}), (free, {"department_id": sales})):
        row = queries.row_of(session, seat.id, now.date())
        kept = {name: getattr(row, name) for name in service.SeatContent.__dataclass_fields__}
        content = service.SeatContent(**{**kept, **change})
        with pytest.raises(Refused, match="over_cap") as refused:
            service.edit_seat(session, cast.actor("chair"), seat, content, now=now)
        assert refused.value.params["law"].params["article"] == "2.4"
    assert second.department_id == sales


def test_people_of_one_department_in_other_seats_count_for_it(
    session: Session, cast: Cast, now: datetime
) -> None:
    first, second = (make.a_seat(session, cast, name_en=f"Free {n}", now=now) for n in (1, 2))
    make.a_term(session, cast, first, "outsider", now=now)  # of sales, which holds its own seat already
    administrator, person = cast.actor("administrator"), cast.manager
    make.a_term(session, cast, second, "manager", now=now)
    with pytest.raises(Refused, match="over_cap"):
        accounts.edit_person(
            session, administrator, person, name_en=person.name_en, name_zh=person.name_zh,
            email=person.email, department_id=cast.seat("sales").department_id, now=now,
        )  # fmt: skip
    session.rollback()
    accounts.edit_person(
        session, administrator, person, name_en=person.name_en, name_zh=person.name_zh, email=person.email,
        department_id=cast.seat("marketing").department_id, now=now,
    )  # fmt: skip


def an_action(session: Session, cast: Cast, part: str, now: datetime) -> Action:
    made = actions.assign(
        session, cast.actor("chair"), text="Write to the carrier", lang="en", owner_id=cast[part].id,
        due_on=now.date() + timedelta(days=9), now=now,
    )  # fmt: skip
    session.commit()
    return made


def told(session: Session, person: Person) -> list[str]:
    return [one.say.key for one in session.scalars(select(Notice).where(Notice.person_id == person.id))]


def test_what_is_left_open_waits_for_the_officers(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    an_action(session, cast, "sales", now)
    chair, page = sign_in("chair"), f"/council/actions/handover/{cast.sales.id}"
    assert page not in chair.get("/").links()
    end(session, cast, "sales", now.date() - timedelta(days=1), now)
    assert told(session, cast.chair) == ["actions.left_open"]
    assert page in chair.get("/").links()
    assert f"/council/seats/{cast.seat('sales').id}" in chair.get("/notices").links(), "the notice leads on"
    assert page not in sign_in("marketing").get("/").links()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_everything_is_handed_over_in_one_step(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, lang: str
) -> None:
    action = an_action(session, cast, "sales", now)
    proposal = make.a_proposal(session, cast, by="sales", now=now)
    make.a_proposal(session, cast, state="draft", by="sales", title="Nobody’s business", now=now)
    secretary = sign_in("secretary", lang)
    seat = cast.seat("sales")
    term = queries.terms_of(session, seat.id)[0]
    form = secretary.get(f"/council/seats/{seat.id}/terms/{term.id}/end")
    assert "Write to the carrier" in form.text
    page = secretary.submit(form, "/end", kind="left", on="2026-03-01", follow=True)
    assert page.url.endswith(f"/council/actions/handover/{cast.sales.id}")
    assert "Nobody’s business" not in page.text
    session.expire_all()
    make.a_term(session, cast, seat, now=now)
    page = secretary.get(page.url)
    page = secretary.submit(page, "/handover", follow=True)
    session.expire_all()
    assert (action.owner_id, proposal.author_id) == (cast.outsider.id, cast.outsider.id)
    assert told(session, cast.outsider) == ["actions.assigned_to_you", "proposals.handed_to_you"]
    assert history_of(session, action.ref)[0].verb == "actions.hand_over"
    assert history_of(session, proposal.ref)[0].verb == "proposals.hand_over"


def test_nothing_goes_to_a_closed_account_or_by_other_hands(
    session: Session, cast: Cast, now: datetime
) -> None:
    action = an_action(session, cast, "sales", now)
    with pytest.raises(Forbidden):
        actions.hand_over(session, cast.actor("marketing"), action, cast.outsider, now=now)
    accounts.deactivate(session, SYSTEM, cast.outsider, now=now)
    with pytest.raises(Refused, match="owner_left"):
        actions.hand_over(session, cast.actor("chair"), action, cast.outsider, now=now)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_administrator_sees_how_much_is_open_and_no_more(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, lang: str
) -> None:
    an_action(session, cast, "sales", now)
    page = sign_in("administrator", lang).get(f"/admin/people/{cast.sales.id}")
    assert ("1 thing is open" if lang == "en" else "尚有1项未了事项") in page.text
    assert "Write to the carrier" not in page.text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_person_has_sat(session: Session, cast: Cast, sign_in: SignIn, now: datetime, lang: str) -> None:
    end(session, cast, "vice_chair", now.date(), now, kind="left")
    page = sign_in("manager", lang).get(f"/council/seats/people/{cast.operations.id}")
    assert ("Operations representative" if lang == "en" else "运营代表") in page.text
    assert ("Vice-chair" if lang == "en" else "副主席") in page.text
    assert ("Left the company" if lang == "en" else "离职") in page.text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_seat_reads_as_of_any_day(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, lang: str
) -> None:
    seat, day = cast.seat("sales"), now.date()
    row = queries.row_of(session, seat.id, day)
    kept = {name: getattr(row, name) for name in service.SeatContent.__dataclass_fields__}
    content = service.SeatContent(**{**kept, "name_en": "Trade representative", "name_zh": "贸易代表"})
    service.edit_seat(session, cast.actor("chair"), seat, content, from_on=day, now=now)
    end(session, cast, "sales", day - timedelta(days=3), now)
    member = sign_in("marketing", lang)
    page = member.get(f"/council/seats/{seat.id}")
    assert ("Trade representative" if lang == "en" else "贸易代表") in page.text
    assert ("vacant since 28 Feb 2026" if lang == "en" else "自2026年2月28日起空缺") in page.text
    page = member.get(f"/council/seats/{seat.id}?on=2026-01-15")
    heading = next(page.tree.iter("h1"))
    assert "".join(heading.itertext()) == ("Sales representative" if lang == "en" else "销售代表")
    member.get(f"/council/seats/{seat.id}?on=2001-01-01", status=404)


def test_an_appointment_is_ended_on_its_own(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime
) -> None:
    seat = cast.seat("vice_chair")
    (one,) = queries.appointments_of(session, seat.id)
    chair = sign_in("chair")
    form = chair.get(f"/council/seats/{seat.id}/appointments/{one.id}/end")
    chair.submit(form, "/end", on="2026-03-31")
    session.expire_all()
    assert one.ends_on == date(2026, 3, 31)
    form = chair.get(f"/council/seats/{seat.id}/appointments/{one.id}/end")
    page = chair.submit(form, "/end", on="2026-04-30", status=422)
    assert "The appointment ends on 31 Mar 2026 anyway" in page.text
    chair.get(f"/council/seats/{cast.seat('sales').id}/appointments/{one.id}/end", status=404)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_alternates_are_shown_with_whom_they_stand_in_for(
    session: Session, cast: Cast, sign_in: SignIn, now: datetime, lang: str
) -> None:
    seat = cast.seat("sales")
    for part in ("outsider", "manager"):
        make.a_term(session, cast, seat, part, capacity="alternate", ends_on=date(2026, 12, 31), now=now)
    page = sign_in("marketing", lang).get(f"/council/seats/{seat.id}")
    for words in (
        ("Alternate for Sam Poole", "from 2 Mar 2026 to 31 Dec 2026", "votes while the member is out")
        if lang == "en"
        else ("彭森的代理委员", "2026年3月2日至2026年12月31日", "委员缺席时参加表决")
    ):
        assert page.text.count(words) == 2
    assert page.text.index("Otto Dahl" if lang == "en" else "戴奥") < page.text.index(
        "Max Adler" if lang == "en" else "马立"
    )
