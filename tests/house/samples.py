"""For every route an address of something that is there: by room and by the names of the route's arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from council.access.can import can
from council.core.actor import Actor
from council.seats import queries as seats
from tests.house.scene import Scene

FACTS = ("state", "author_id", "owner_id", "lead_id", "owner_seat_id", "person_id", "id")


@dataclass(frozen=True)
class Sample:
    """The arguments of a route, and what the permission table asks of the thing they name."""

    name: str
    arguments: dict[str, Any]
    thing: Any = None


def sample(name: str, thing: Any = None, **arguments: Any) -> Sample:
    """A sample whose thing stays readable after its session is closed."""
    kept = {fact: getattr(thing, fact) for fact in FACTS if hasattr(thing, fact)}
    return Sample(name, arguments, SimpleNamespace(**kept) if thing is not None else None)


def samples_of(scene: Scene) -> dict[tuple[str, str], list[Sample]]:
    """Samples by (room, argument names in order)."""
    found = {("*", ""): [Sample("", {})]}
    for make in (_accounts, _law, _metrics, _proposals, _meetings, _votes, _work, _policies, _reports):
        found |= make(scene)
    return found


Found = dict[tuple[str, str], list[Sample]]


def _accounts(scene: Scene) -> Found:
    person = scene.cast.outsider
    return {
        ("accounts", "code"): [sample("zh", code="zh")],
        ("accounts", "token"): [sample("a link", token=scene["ticket"])],
        ("accounts", "token_id"): [
            sample("of sales", scene["tokens"]["sales"], token_id=scene["tokens"]["sales"].id)
        ],
        ("admin", "person_id"): [sample("somebody", person, person_id=person.id)],
    }


def _law(scene: Scene) -> Found:
    seat, draft = scene.cast.seat("sales"), scene["charter:draft"]
    term = next(one for one in seats.terms_of(scene.session, seat.id) if one.person_id == scene.cast.sales.id)
    return {
        ("charter", "number"): [sample("draft", draft, number=draft.number)],
        ("charter", "before after"): [sample("both", before=1, after=draft.number)],
        ("charter", "number lang"): [sample("founding", number=1, lang="en")],
        ("charter", "before after lang"): [sample("redline", before=1, after=draft.number, lang="zh")],
        ("charter", "number article"): [
            sample("draft", number=draft.number, article=draft.articles[0].number)
        ],
        ("charter", "number path"): [sample("draft", draft, number=draft.number, path="ordinary.quorum")],
        ("charter", "number article way"): [
            sample("draft", number=draft.number, article=draft.articles[0].number, way="down")
        ],
        ("charter", "number step"): [
            sample(f"draft {step}", number=draft.number, step=step) for step in ("submit", "take_back")
        ],
        ("seats", "seat_id"): [sample("sales", seat, seat_id=seat.id)],
        ("seats", "person_id"): [sample("sales", person_id=scene.cast.sales.id)],
        ("seats", "seat_id appointment_id"): [
            sample("vice-chair", seat_id=given.seat_id, appointment_id=given.id)
            for given in seats.appointments_of(scene.session, scene.cast.seat("vice_chair").id)
        ],
        ("seats", "kind"): [sample(kind, kind=kind) for kind in ("csv", "xlsx")],
        ("seats", "seat_id term_id"): [sample("sales", seat, seat_id=seat.id, term_id=term.id)],
    }


def _metrics(scene: Scene) -> Found:
    metric = scene["metric:fcr"]
    return {
        ("metrics", "code"): [sample("fcr", metric, code="fcr")],
        ("api", "code"): [sample("fcr", metric, code="fcr")],
        ("metrics", "code day"): [sample("fcr", metric, code="fcr", day="2026-03-01")],
        ("metrics", "channel"): [sample("phone", scene["channel:phone"], channel="phone")],
        ("metrics", "number"): [sample("batch", number=scene["batch"].id)],
        ("metrics", "shape kind"): [sample("long", shape="long", kind="csv")],
        ("metrics", "kind"): [sample(kind, kind=kind) for kind in ("csv", "xlsx")],
        ("metrics", "code kind"): [sample(kind, metric, code="fcr", kind=kind) for kind in ("csv", "xlsx")],
    }


def _proposals(scene: Scene) -> Found:
    states = ("draft", "submitted", "docketed", "scheduled")
    things = {state: scene[f"proposal:{state}"] for state in states}
    return {("proposals", "code"): [sample(state, one, code=one.code) for state, one in things.items()]}


def _meetings(scene: Scene) -> Found:
    planned, called, running = (scene[f"meeting:{state}"] for state in ("planned", "called", "running"))
    interest = scene["interest"]
    items = [(planned, scene["item:planned"]), (running, scene["item:running"])]
    return {
        ("meetings", "code"): [sample(one.state, one, code=one.code) for one in (planned, called, running)],
        ("meetings", "code item_id"): [sample(m.state, m, code=m.code, item_id=item.id) for m, item in items],
        ("meetings", "code item_id to"): [
            sample("down", planned, code=planned.code, item_id=items[0][1].id, to="down")
        ],
        ("meetings", "code interest_id"): [
            sample("called", interest, code=called.code, interest_id=interest.id)
        ],
        ("meetings", "code lang"): [sample("called", called, code=called.code, lang="en")],
        ("meetings", "year"): [sample("2026", year=2026)],
        ("meetings", "requisition_id"): [sample("open", requisition_id=scene["requisition"].id)],
        ("minutes", "code part"): [
            sample(part, running, code=running.code, part=part) for part in ("agenda", "vote")
        ],
        ("minutes", "code item_id"): [sample("running", running, code=running.code, item_id=items[1][1].id)],
    }


def _votes(scene: Scene) -> Found:
    carried, put = scene["motion:carried"], scene["motion:open"]
    records = {state: scene[f"minutes:{state}"] for state in ("draft", "circulated", "approved")}
    return {
        ("decisions", "number"): [sample("carried", carried, number=carried.number)],
        ("decisions", "code"): [sample("running", code=scene["meeting:running"].code)],
        ("decisions", "outside_id"): [
            sample(method, scene[f"motion:{method}"], outside_id=scene[f"motion:{method}"].id)
            for method in ("written", "lazy_consensus")
        ],
        ("decisions", "ballot_id"): [
            sample("secret", scene["motion:secret"], ballot_id=scene["motion:secret"].id)
        ],
        ("decisions", "item_id"): [sample("running", item_id=scene["item:running"].id)],
        ("decisions", "version"): [sample("founding", version=1)],
        ("decisions", "version kind"): [sample("founding", version=1, kind=kind) for kind in ("csv", "xlsx")],
        ("decisions", "version lang"): [sample("founding", version=1, lang="zh")],
        ("decisions", "motion_id"): [
            sample("open", put, motion_id=put.id),
            sample("carried", carried, motion_id=carried.id),
        ],
        ("minutes", "code"): [sample(state, one, code=one.code) for state, one in records.items()],
    }


def _work(scene: Scene) -> Found:
    actions = {state: scene[f"action:{state}"] for state in ("open", "done")}
    plans = {state: scene[f"initiative:{state}"] for state in ("plan", "planned")}
    planned = plans["planned"]
    step = planned.cycle.steps[0]
    owned = SimpleNamespace(lead_id=planned.lead_id, owner_id=step.owner_id)
    return {
        ("actions", "code"): [sample(state, one, code=one.code) for state, one in actions.items()],
        ("actions", "person_id"): [sample("sales", person_id=scene.cast.sales.id)],
        ("initiatives", "code"): [sample(state, one.cycle, code=one.code) for state, one in plans.items()],
        ("initiatives", "code gate"): [sample("planned", planned.cycle, code=planned.code, gate="start_do")],
        ("initiatives", "code step_id"): [
            Sample("planned", {"code": planned.code, "step_id": step.id}, owned)
        ],
    }  # fmt: skip


def _policies(scene: Scene) -> Found:
    slugs = {"draft": "refunds", "in review": "refunds-in-review"}
    versions = {name: scene[f"version:{slug}"] for name, slug in slugs.items()}
    adopted = "call-back"
    return {
        ("policies", "slug"): [sample("adopted", slug=adopted), sample("draft", slug="refunds")],
        ("policies", "slug number"): [
            sample(name, one, slug=slugs[name], number=one.number) for name, one in versions.items()
        ],
        ("policies", "slug number code"): [sample("draft", versions["draft"], slug="refunds", number=1, code="en")],
        ("policies", "slug old new"): [sample("itself", versions["in review"], slug="refunds-in-review", old=1, new=1)],
    }  # fmt: skip


def _reports(scene: Scene) -> Found:
    both = {state: scene[f"report:{state}"] for state in ("draft", "issued")}
    return {
        ("reports", "code"): [sample(state, one, code=one.code) for state, one in both.items()],
        ("reports", "code lang"): [
            sample(state, one, code=one.code, lang="zh") for state, one in both.items()
        ],
    }


def _own_interest(actor: Actor, thing: Any) -> bool:
    return thing.person_id == actor.person_id or can(actor, "meetings:attendance:record", thing)


def _own_step(actor: Actor, thing: Any) -> bool:
    return thing.owner_id == actor.person_id or can(actor, "initiatives:initiative:lead", thing)


ALSO: dict[str, str | Callable[[Actor, Any], bool]] = {
    "proposals.edit": "proposals:proposal:edit",
    "policies.edit": "policies:version:edit",
    "policies.submit": "policies:version:edit",
    "policies.take_back": "policies:version:edit",
    "policies.withdraw": "policies:version:edit",
    "meetings.withdraw_interest": _own_interest,
    "initiatives.finish_step": _own_step,
    "initiatives.drop_step": _own_step,
}
"""What a view asks beside its route's own permission, once it knows the thing."""

READS = {"proposals": "proposals:proposal:read", "reports": "reports:report:read"}
"""Rooms whose things not every reader may know of."""
SCRIPTS = "accounts:token:make"
"""Nobody's script may do anything where they may not make a token."""
NUMBERED = "policies:version:read"


def allowed(actor: Actor, endpoint: str, may: str | None, one: Sample) -> bool:
    """What the permission table says of this actor at this address."""
    if may is None:
        return True
    room, thing = endpoint.partition(".")[0], one.thing
    asked: list[str | Callable[[Actor, Any], bool]] = [may]
    if thing is not None and room in READS:
        asked.append(READS[room])
    if room == "policies" and thing is not None:
        asked.append(NUMBERED)
    if room == "api":
        asked.append(SCRIPTS)
    if endpoint in ALSO:
        asked.append(ALSO[endpoint])
    own = None if endpoint in ALSO and callable(ALSO[endpoint]) else thing
    return all(each(actor, thing) if callable(each) else can(actor, each, own) for each in asked)


GONE = {
    ("admin.start", "POST"): "the council is founded",
}
"""What answers 404 to everybody, and why."""
