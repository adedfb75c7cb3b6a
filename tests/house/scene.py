"""One rich council for the tests of the house: something of every kind in every state, made through the services."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from council.accounts import secrets, tickets
from council.accounts.kinds import Scope
from council.accounts.models import ApiToken
from council.actions import service as actions
from council.charter import service as charter
from council.decisions import service as decisions
from council.initiatives import service as initiatives
from council.meetings import service as meetings
from council.metrics import service as metrics
from council.minutes import queries as records
from council.minutes import service as minutes
from council.paper.press import Pdf
from council.policies import service as policies
from council.proposals import service as proposals
from council.reports import service as reports
from council.seats import service as seats
from tests import make
from tests.initiatives.making import a_plan
from tests.initiatives.making import an_initiative as begin
from tests.people import Cast
from tests.reports.quarter import AFTER, a_quarter, a_report

SCENE = datetime(2026, 7, 13, 2, 0, tzinfo=UTC)
"""Monday 13 July 2026, ten o'clock in Shanghai: two quarters are over, a meeting is in session."""
DAY = timedelta(days=1)
ROOM = ("chair", "sales", "marketing", "operations", "service")
PAPERS = {"en": Pdf(b"%PDF-1.7 en", "a" * 64, 3), "zh": Pdf(b"%PDF-1.7 zh", "b" * 64, 3)}


@dataclass
class Scene:
    """Everything by name, such as `scene["proposal:draft"]`."""

    session: Session
    cast: Cast
    things: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.things[name]

    def __setitem__(self, name: str, thing: Any) -> None:
        self.things[name] = thing


def a_scene(session: Session) -> Scene:
    """The council at half past its first year; `session` is the application's own, and is committed."""
    scene = Scene(session, Cast(session, SCENE.date()))
    for part in (_quarter, _proposals, _meetings, _outside, _minutes, _initiatives, _policies, _rest):
        part(scene)
        session.commit()
    return scene


def _quarter(scene: Scene) -> None:
    session, cast = scene.session, scene.cast
    for code, metric in a_quarter(session, cast).items():
        scene[f"metric:{code}"] = metric
    report = a_report(session, cast)
    reports.issue(session, cast.actor("secretary"), report, now=AFTER)
    session.commit()
    scene["report:issued"] = report
    scene["report:draft"] = reports.draft(session, cast.actor("secretary"), code="2026-Q2", now=SCENE)


def _proposals(scene: Scene) -> None:
    session, cast, now = scene.session, scene.cast, SCENE - 20 * DAY
    for state in ("draft", "submitted", "docketed", "returned"):
        made = make.a_proposal(session, cast, state=state, title=f"To be {state}", now=now)
        scene[f"proposal:{state}"] = made
    scene["proposal:scheduled"] = make.a_proposal(
        session, cast, state="docketed", title="On an agenda", now=now
    )
    gone = make.a_proposal(session, cast, state="submitted", title="Taken back", now=now)
    proposals.withdraw(session, cast.actor("sales"), gone, now=now)
    scene["proposal:withdrawn"] = gone


def _meetings(scene: Scene) -> None:
    """Planned, called with the scheduled proposal on it, one in session with an open motion, and one closed."""
    session, cast, chair = scene.session, scene.cast, scene.cast.actor("chair")
    planned = make.a_meeting(session, cast, items=2, now=SCENE, starts_in=60)
    called = make.a_meeting(
        session, cast, state="called", items=2, about=(scene["proposal:scheduled"],), now=SCENE, starts_in=30
    )
    excused = meetings.declare_interest(
        session, cast.actor("sales"), called, called.items[0], cast.sales.id, reason="My own bid", now=SCENE
    )
    closed = make.a_running_item(session, cast, present=ROOM, now=SCENE - 10 * DAY)
    carried = _vote(scene, closed, SCENE - 10 * DAY)
    scene["motion:secret"] = _secret(scene, closed, SCENE - 10 * DAY)
    meetings.end_item(session, chair, closed, now=SCENE - 10 * DAY)
    meetings.close(session, chair, closed.meeting, now=SCENE - 10 * DAY)
    item = make.a_running_item(session, cast, present=ROOM, now=SCENE - timedelta(hours=1))
    motion = decisions.put(
        session, chair, item, text="That it is so.", lang="en", now=SCENE - timedelta(hours=1)
    )
    session.commit()
    scene["requisition"] = meetings.require(
        session, cast.actor("marketing"), title="Peak season", reason="It begins in a week.", now=SCENE
    )
    session.commit()
    for name, meeting in (
        ("planned", planned),
        ("called", called),
        ("closed", closed.meeting),
        ("running", item.meeting),
    ):
        scene[f"meeting:{name}"] = meeting
    scene["item:running"], scene["item:planned"], scene["item:called"] = (
        item,
        planned.items[0],
        called.items[0],
    )
    scene["motion:open"], scene["motion:carried"], scene["interest"] = motion, carried, excused


def _vote(
    scene: Scene, item: Any, now: datetime, text: str = "That the guide is adopted.", **more: Any
) -> Any:
    session, cast = scene.session, scene.cast
    motion = decisions.put(session, cast.actor("chair"), item, text=text, lang="en", now=now, **more)
    if "method" not in more:
        for part in ROOM:
            decisions.cast(
                session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice="yes", now=now
            )
    decisions.close(session, cast.actor("chair"), motion, now=now)
    session.commit()
    return motion


def _secret(scene: Scene, item: Any, now: datetime) -> Any:
    """A secret ballot that carried, everybody in the room in favour."""
    session, cast = scene.session, scene.cast
    motion = decisions.put(
        session, cast.actor("chair"), item, text="Sam Poole is elected vice-chair.", lang="en",
        decision_class="appointment", method="secret", now=now,
    )  # fmt: skip
    for part in ROOM:
        decisions.vote_secretly(
            session, cast.actor(part), motion, seat_id=cast.seat(part).id, choice="yes", now=now
        )
    return decisions.close(session, cast.actor("chair"), motion, now=now)


def _outside(scene: Scene) -> None:
    """A written resolution that runs, with a demand for a meeting, and lazy consensus that met an objection."""
    session, cast, chair = scene.session, scene.cast, scene.cast.actor("chair")
    for method, choice in (("written", "yes"), ("lazy_consensus", "no")):
        about = make.a_proposal(session, cast, state="docketed", title=f"By {method}", now=SCENE - 2 * DAY)
        motion = decisions.ask(
            session, chair, about.ref, text=about.request, lang="en", decision_class="ordinary", method=method,
            now=SCENE - DAY,
        )  # fmt: skip
        seat = cast.seat("sales").id
        decisions.answer(
            session, cast.actor("sales"), motion, seat_id=seat, choice=choice, note="As I see it.", now=SCENE
        )
        scene[f"motion:{method}"] = motion
    seat = cast.seat("marketing").id
    written = scene["motion:written"]
    decisions.demand(
        session, cast.actor("marketing"), written, seat_id=seat, reason="Let us talk first.", now=SCENE
    )


def _minutes(scene: Scene) -> None:
    """A draft of the last meeting; the one before circulated; the one in March approved and sealed."""
    session, cast = scene.session, scene.cast
    chair, secretary = cast.actor("chair"), cast.actor("secretary")
    draft = records.of_meeting(session, scene["meeting:closed"].id)
    circulated = records.of_meeting(session, _a_closed_meeting(scene, SCENE - 16 * DAY).id)
    old = records.of_meeting(session, _a_closed_meeting(scene, SCENE - 60 * DAY).id)
    assert draft and circulated and old
    minutes.circulate(session, secretary, circulated, now=SCENE - 15 * DAY)
    minutes.comment(
        session,
        cast.actor("sales"),
        circulated,
        text="Item 1 was longer.",
        kind="correction",
        lang="en",
        now=SCENE - 14 * DAY,
    )
    minutes.circulate(session, secretary, old, now=SCENE - 59 * DAY)
    then = SCENE - 30 * DAY
    approving = make.a_meeting(session, cast, items=0, now=then - 14 * DAY)
    item = meetings.add_item(
        session, chair, approving, title="Minutes", lang="en", subject_ref=old.ref, now=then - 14 * DAY
    )
    meetings.call(session, chair, approving, now=then - 14 * DAY)
    for part in ROOM:
        meetings.arrive(session, secretary, approving, cast[part].id, now=then)
    meetings.open_meeting(session, chair, approving, now=then)
    meetings.start_item(session, chair, item, now=then)
    _vote(scene, item, then, "That the minutes are approved.", decision_class="procedure", method="consent")
    meetings.end_item(session, chair, item, now=then)
    meetings.close(session, chair, approving, now=then)
    minutes.approve(session, secretary, old, papers=PAPERS, printed_of=old.sha256 or "", now=then + DAY)
    session.commit()
    scene["minutes:draft"], scene["minutes:circulated"], scene["minutes:approved"] = draft, circulated, old


def _a_closed_meeting(scene: Scene, now: datetime) -> Any:
    item = make.a_running_item(scene.session, scene.cast, present=ROOM, now=now)
    _vote(scene, item, now)
    meetings.end_item(scene.session, scene.cast.actor("chair"), item, now=now)
    return meetings.close(
        scene.session, scene.cast.actor("chair"), item.meeting, now=now + timedelta(hours=1)
    )


def _initiatives(scene: Scene) -> None:
    session, cast, metric = scene.session, scene.cast, scene["metric:csat"]
    guard, ref = scene["metric:complaints"], scene["motion:carried"].ref
    scene["initiative:plan"] = begin(session, cast, metric, decision_ref=ref, now=SCENE)
    planned = begin(session, cast, metric, guard=guard, state="planned", decision_ref=ref, now=SCENE)
    initiatives.add_step(
        session, cast.actor("sales"), planned.cycle, text="Write the guide", owner_id=cast.marketing.id,
        due_on=date(2026, 8, 1), now=SCENE,
    )  # fmt: skip
    scene["initiative:planned"] = planned
    doing = initiatives.open_from(
        session, cast.actor("chair"), decision_ref=ref, proposal_ref=None, title="In Do", lang="en",
        lead_id=cast.sales.id, metrics=[(metric.id, "4")], now=SCENE,
    )  # fmt: skip
    initiatives.plan(session, cast.actor("sales"), doing.cycle, a_plan(cast, metric, guard), now=SCENE)
    scene["initiative:second"] = doing


def _policies(scene: Scene) -> None:
    session, cast, author = scene.session, scene.cast, scene.cast.actor("marketing")
    facts = policies.PolicyFacts(name_en="Refunds", name_zh="退款", owner_seat_id=cast.seat("service").id)
    texts = policies.VersionContent(
        body_en="1. Refunds are paid in a week.", body_zh="1. 一周内退款。", authoritative_lang="zh",
        change_summary="First.", lang="en", legal_asked=True,
    )  # fmt: skip
    for slug in ("refunds", "refunds-in-review"):
        policy = policies.create_policy(session, author, slug, facts, now=SCENE)
        version = policies.draft_version(session, author, policy, texts, now=SCENE)
        if slug.endswith("review"):
            policies.submit(session, author, version, now=SCENE)
        scene[f"policy:{slug}"], scene[f"version:{slug}"] = policy, version


def _rest(scene: Scene) -> None:
    """Actions, a draft of the charter, an alternate, what a metric's page carries."""
    session, cast, chair = scene.session, scene.cast, scene.cast.actor("chair")
    for name in ("open", "done"):
        scene[f"action:{name}"] = actions.assign(
            session, chair, text=f"An action {name}", lang="en", owner_id=cast.sales.id, due_on=date(2026, 8, 1),
            origin_ref=scene["motion:carried"].ref, now=SCENE,
        )  # fmt: skip
    actions.finish(session, cast.actor("sales"), scene["action:done"], note="Sent.", now=SCENE)
    scene["charter:draft"] = charter.draft_version(
        session, chair, change_summary="A higher quorum.", now=SCENE
    )
    scene["channel:phone"] = metrics.create_channel(
        session, cast.actor("analyst"), code="phone", name_en="Phone", name_zh="电话客服", standard_en="within 30 s",
        standard_zh="30秒内", standard_seconds=30, wanted_share=0.8, now=SCENE,
    )  # fmt: skip
    metrics.record_observation(
        session,
        cast.actor("analyst"),
        scene["metric:fcr"],
        date(2026, 5, 1),
        value=74.0,
        sample=400,
        now=SCENE,
    )
    scene["batch"] = make.a_batch(
        session, cast, [["metric", "period", "value"], ["fcr", "2026-04", "73.5"]], now=SCENE
    )
    token = tickets.invite(session, cast.actor("administrator"), cast.support, now=SCENE).rpartition("/")[2]
    scene["ticket"] = token
    scene["tokens"] = {
        part: _token(scene, part)
        for part in (*ROOM, "analyst", "counsel", "manager", "auditor", "outsider", "administrator")
    }
    seats.record_term(
        session, chair, cast.seat("sales"), cast.outsider, starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 1),
        capacity="alternate", now=SCENE,
    )  # fmt: skip


def _token(scene: Scene, part: str) -> ApiToken:
    """A token as somebody may have made it when they had the right to; what it is worth today is tried at the doors."""
    made = ApiToken(
        token_hash=secrets.token_hash(token_of(part)), prefix=token_of(part)[:11], person_id=scene.cast[part].id,
        name=f"Script of {part}", scopes=Scope.values(), created_at=SCENE - DAY, expires_at=SCENE + 300 * DAY,
    )  # fmt: skip
    scene.session.add(made)
    scene.session.flush()
    return made


def token_of(part: str) -> str:
    """The text of a part's token."""
    return f"cscp_{part}" + "x" * 30
