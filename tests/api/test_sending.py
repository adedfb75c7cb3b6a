"""Values from scripts: recorded once, corrected on request, refused by place; the log says through what they came."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council.accounts import tokens
from council.accounts.kinds import Scope
from council.audit import queries as audit
from council.audit.models import AuditLine
from council.db import db
from council.initiatives.kinds import VerdictKind
from council.metrics import queries
from council.metrics import service as metrics
from council.metrics.models import Observation
from council.metrics.service import sending
from tests.api.conftest import TODAY, Script
from tests.conftest import NOW
from tests.initiatives.making import STEADY, an_initiative
from tests.initiatives.making import a_metric as a_steady_metric
from tests.make import a_metric
from tests.metrics.test_sums import channels
from tests.people import ZONE, Cast

VALUES = "/api/v1/metrics/fcr/observations"


@pytest.fixture
def metric(session: Session, cast: Cast) -> Any:
    made = a_metric(session, cast)
    session.commit()
    return made


def share(period: str, above: Any, below: Any = 100, **more: Any) -> dict[str, Any]:
    return {"period": period, "numerator": above, "denominator": below, **more}


def statuses(told: dict[str, Any]) -> list[str]:
    return [one["status"] for one in told["observations"]]


def test_new_ones_are_recorded_and_the_same_ones_left(script: Script, metric: Any, session: Session) -> None:
    sent = {
        "observations": [share("2025-11", 70), share("2025-12", "71"), share("2026-01-01", 72.0, note=" so ")]
    }
    told = script.post(VALUES, sent)
    assert (told["recorded"], told["unchanged"], told["corrected"]) == (3, 0, 0)
    assert told["observations"][2] == {
        "period": "2026-01",
        "channel": None,
        "status": "recorded",
        "value": 72.0,
    }
    lines = session.scalar(select(func.count()).select_from(AuditLine))
    told = script.post(VALUES, sent)
    assert (told["recorded"], told["unchanged"], told["corrected"]) == (0, 3, 0)
    assert session.scalar(select(func.count()).select_from(AuditLine)) == lines, (
        "nothing changed, nothing is logged"
    )
    told = script.post(
        VALUES, {"observations": [share("2026-01", 72), share("2026-02", 73), share("2026-02", 73)]}
    )
    assert statuses(told) == ["unchanged", "recorded", "unchanged"]


def test_the_log_names_the_person_and_the_token(
    script: Script, metric: Any, session: Session, cast: Cast
) -> None:
    script.post(VALUES, share("2026-01", 70))
    script.post(VALUES, share("2026-01", 71, correct=True, note="late answers"))
    lines = session.scalars(
        select(AuditLine).where(AuditLine.verb.like("metrics.%")).order_by(AuditLine.seq.desc()).limit(2)
    ).all()
    assert [line.verb for line in lines] == ["metrics.correct", "metrics.record_many"]
    for line in lines:
        assert line.actor_id == cast.analyst.id and line.ref == metric.ref
        assert line.detail["via"] == f"api {script.token[:11]}" and script.token not in str(line.detail)
    assert lines[0].detail["reason"] == "late answers"
    assert audit.verify(session) is None


def test_another_value_is_a_correction_only_when_asked_for(
    script: Script, metric: Any, session: Session
) -> None:
    script.post(VALUES, {"observations": [share("2025-12", 70), share("2026-01", 72)]})
    told = script.post(VALUES, {"observations": [share("2025-12", 70), share("2026-01", 73)]}, 409)
    (error,) = told["errors"]
    assert (
        error["pointer"] == "/observations/1/value"
        and error["period"] == "2026-01"
        and error["value"] == 72.0
    )
    assert "Jan 2026" in error["detail"] and "72" in error["detail"]
    told = script.post(VALUES, share("2026-01", 73, correct=True), 422)
    assert told["errors"][0]["pointer"] == "/note"
    told = script.post(
        VALUES,
        {
            "correct": True,
            "observations": [share("2025-12", 70), share("2026-01", 73, note="late"), share("2026-02", 74)],
        },
    )
    assert statuses(told) == ["unchanged", "corrected", "recorded"]
    before, after = session.scalars(
        select(Observation).where(Observation.period_start == date(2026, 1, 1)).order_by(Observation.id)
    ).all()
    assert (before.value, after.value, after.note) == (
        72.0,
        73.0,
        "late",
    ) and before.superseded_at is not None
    again = script.post(VALUES, share("2026-01", 73, correct=True, note="late"))
    assert again["unchanged"] == 1
    one = share("2026-01", 60, correct=False)
    script.post(VALUES, {"correct": True, "observations": [one]}, 409)


def test_whose_verdicts_a_correction_changed(script: Script, session: Session, cast: Cast) -> None:
    metric = a_steady_metric(session, cast, [*STEADY, 72, 73, 95, 72, 71])
    one = an_initiative(session, cast, metric, guard=a_steady_metric(session, cast, STEADY), state="check")
    session.commit()
    url = f"/api/v1/metrics/{metric.code}/observations"
    wrong = {"period": "2025-08", "value": 73, "correct": True, "note": "typed wrongly"}
    (changed,) = script.post(url, wrong)["verdicts_changed"]
    assert (changed["ref"], changed["code"], changed["title"]) == (one.ref, one.code, one.title)
    assert (changed["before"], changed["after"]) == (VerdictKind.FADED.label, VerdictKind.NO_CHANGE.label)
    assert changed["url"].endswith(one.code)
    assert script.post(url, {**wrong, "value": 73.5})["verdicts_changed"] == []
    told = script.post(
        url,
        {"period": "2025-08", "value": 95, "correct": True, "note": "x"},
        headers={"Accept-Language": "zh"},
    )
    assert told["verdicts_changed"][0]["before"] != VerdictKind.NO_CHANGE.label


def test_several_corrections_name_their_verdicts_once(script: Script, session: Session, cast: Cast) -> None:
    metric = a_steady_metric(session, cast, [*STEADY, 72, 73, 95, 72, 71])
    an_initiative(session, cast, metric, guard=a_steady_metric(session, cast, STEADY), state="check")
    session.commit()
    rows = [{"period": f"2025-0{month}", "value": 72.5, "note": "typed wrongly"} for month in (7, 8, 9)]
    told = script.post(f"/api/v1/metrics/{metric.code}/observations", {"correct": True, "observations": rows})
    assert told["corrected"] == 3 and len(told["verdicts_changed"]) == 1
    made = session.scalars(select(Observation).where(Observation.changed.is_not(None))).all()
    assert {one.period_start.month for one in made} == {7, 8, 9}


def test_parts_by_channel(script: Script, session: Session, cast: Cast) -> None:
    a_metric(
        session, cast, kind="count", unit_en="", unit_zh="", scale=1.0, upper_bound=None, code="contacts"
    )
    channels(session, cast)
    session.commit()
    url = "/api/v1/metrics/contacts/observations"
    parts = [
        {"period": "2026-01", "value": 40, "channel": "phone"},
        {"period": "2026-01", "value": 2, "channel": "email"},
    ]
    assert script.post(url, {"observations": parts})["recorded"] == 2
    assert script.get(url)["observations"][0]["value"] == 42
    (part,) = script.get(f"{url}?channel=email")["observations"]
    assert part["value"] == 2
    fixed = [{**row, "value": row["value"] + 1, "correct": True, "note": "late"} for row in parts]
    assert script.post(url, {"observations": fixed})["corrected"] == 2
    assert script.get(url)["observations"][0]["value"] == 44
    told = script.post(url, {"period": "2026-01", "value": 50, "correct": True, "note": "x"}, 422)
    assert "channel" in told["errors"][0]["detail"]
    assert (
        script.post(url, {"period": "2026-01", "value": 1, "channel": "fax"}, 422)["errors"][0]["pointer"]
        == "/channel"
    )


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({"numerator": 1, "denominator": 2}, "/period"), (share("2026-13", 1), "/period"), (share("2026-02-30", 1), "/period"),
        (share("2026-01-15", 1), "/period"), (share("2026-03", 1), "/period"), (share("2030-01", 1), "/period"), (share("0001-01", 1), "/period"),
        (share("2026-W05", 1), "/period"), (share("2026", 1), "/period"), (share(202601, 1), "/period"), (share("", 1), "/period"), (share("２０２６-Ｗ", 1), "/period"),
        (share("2026-01", True), "/numerator"), (share("2026-01", "NaN"), "/numerator"), (share("2026-01", "1e999"), "/numerator"),
        (share("2026-01", "1,5"), "/numerator"), (share("2026-01", "１"), "/numerator"), (share("2026-01", 10**400), "/numerator"),
        (share("2026-01", []), "/numerator"), (share("2026-01", " 1"), "/numerator"), (share("2026-01", "0x1"), "/numerator"),
        (share("2026-01", 101), "/numerator"), (share("2026-01", -1), "/numerator"), (share("2026-01", 1, 0), "/denominator"),
        (share("2026-01", 1, None), "/denominator"), ({"period": "2026-01"}, "/value"), ({"period": "2026-01", "value": 101}, "/value"),
        (share("2026-01", 1, n=0), "/n"), (share("2026-01", 1, n=1.5), "/n"), (share("2026-01", 1, n=True), "/n"), (share("2026-01", 1, n=2**31), "/n"),
        (share("2026-01", 1, note="x" * 1001), "/note"), (share("2026-01", 1, note=5), "/note"), (share("2026-01", 1, note="\ud800"), "/note"),
        (share("2026-01", 1, correct="yes"), "/correct"), (share("2026-01", 1, lang="de"), "/lang"), (share("2026-01", 1, Value=1), "/Value"),
        (share("2026-01", 1, **{"a/b~c": 1}), "/a~1b~0c"), (share("2026-01", 1, channel="none"), "/channel"), (share("2026-01", 1, channel=None), "/channel"),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_its_place(
    script: Script, metric: Any, row: dict[str, Any], pointer: str
) -> None:
    told = script.post(VALUES, row, 422)
    assert [error["pointer"] for error in told["errors"]] == [pointer], told
    told = script.post(VALUES, {"observations": [share("2025-01", 50), row, share("2025-02", 51)]}, 422)
    assert [error["pointer"] for error in told["errors"]] == [f"/observations/1{pointer}"], told
    assert script.get(VALUES)["observations"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], ""), ("text", ""), (None, ""), ({"observations": []}, "/observations"), ({"observations": {}}, "/observations"),
        ({"observations": [1]}, "/observations/0"), ({"observations": [share("2026-01", 1)], "more": 1}, "/more"),
        ({"observations": [share("2026-01", 1)], "correct": 1}, "/correct"), ({"observations": [share("2026-01", 1)] * 5001}, "/observations"),
    ],
)  # fmt: skip
def test_a_body_of_another_shape(script: Script, metric: Any, body: Any, pointer: str) -> None:
    told = script.post(VALUES, json.dumps(body).encode(), 422)
    assert told["errors"][0]["pointer"] == pointer


def test_all_faults_come_at_once(script: Script, metric: Any) -> None:
    rows = [share("2025-01", 101), share("2025-02", 50), share("2025-02", 51), share("2025-03", -1)]
    told = script.post(VALUES, {"observations": rows}, 422)
    assert [error["pointer"] for error in told["errors"]] == [
        "/observations/0/numerator", "/observations/2/period", "/observations/3/numerator",
    ]  # fmt: skip


def test_numbers_are_kept_exactly(script: Script, session: Session, cast: Cast) -> None:
    a_metric(session, cast, code="score", kind="score", scale=1.0, upper_bound=None, lower_bound=None)
    session.commit()
    url = "/api/v1/metrics/score/observations"
    script.post(
        url,
        b'{"observations": [{"period": "2025-01", "value": 0.1}, {"period": "2025-02", "value": "0.1"}, {"period": "2025-03", "value": -1e-7}, {"period": "2025-04", "value": "12345678.901234567"}]}',
    )
    assert [one["value"] for one in script.get(url)["observations"]] == [0.1, 0.1, -1e-7, 12345678.901234567]


def test_text_is_kept_without_what_cannot_be_seen(script: Script, metric: Any) -> None:
    script.post(VALUES, share("2026-01", 1, note="a\x00b\u202ec <b>é</b> 备注", lang="zh"))
    (row,) = script.get(VALUES)["observations"]
    assert row["note"] == "abc <b>é</b> 备注" and row["lang"] == "zh"


def test_pages_by_key(script: Script, metric: Any, session: Session) -> None:
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    script.post(VALUES, {"observations": [share(month, 50 + n) for n, month in enumerate(months)]})
    url, seen, pages = f"{VALUES}?from=2024-03&to=2025-10&limit=7", [], 0
    while url:
        told = script.get(url)
        seen += [one["period"] for one in told["observations"]]
        url, pages = told["next"], pages + 1
    assert seen == months[2:22] and pages == 3
    (listed,) = script.get("/api/v1/metrics")["metrics"]
    assert listed["last_period"] == "2025-12" and listed["code"] == "fcr" and listed["may_record"] is True


def test_the_same_call_under_its_key_is_answered_alike(script: Script, metric: Any) -> None:
    key = {"Idempotency-Key": "3f1"}
    first = script.post(VALUES, share("2026-01", 70), headers=key)
    assert first["recorded"] == 1
    assert script.post(VALUES, share("2026-01", 70), headers=key) == first
    script.post(VALUES, share("2026-02", 70), 422, headers=key)


def test_a_key_is_forgotten_after_a_day(script: Script, metric: Any, clock: Any) -> None:
    key = {"Idempotency-Key": "3f1"}
    script.post(VALUES, share("2026-01", 70), headers=key)
    clock.forward(days=1, seconds=1)
    assert script.post(VALUES, share("2026-01", 70), headers=key)["unchanged"] == 1


def test_an_owner_records_their_own_metrics_only(
    app: Flask, session: Session, cast: Cast, a_token: Callable[..., str]
) -> None:
    a_metric(session, cast, code="own", owner_seat_id=cast.seat("sales").id)
    a_metric(session, cast, code="other", owner_seat_id=cast.seat("marketing").id)
    session.commit()
    script = Script(app, a_token("sales"))
    assert {m["code"]: m["may_record"] for m in script.get("/api/v1/metrics")["metrics"]} == {
        "own": True,
        "other": False,
    }
    assert script.post("/api/v1/metrics/own/observations", share("2026-01", 70))["recorded"] == 1
    script.post("/api/v1/metrics/other/observations", share("2026-01", 70), 403)
    assert script.get("/api/v1/metrics/other/observations")["observations"] == []


def test_corrections_in_one_call_are_bounded(
    script: Script, metric: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "CORRECTIONS", 2)
    months = [f"2025-{month:02}" for month in range(1, 5)]
    script.post(VALUES, {"observations": [share(month, 50) for month in months]})
    rows = [share(month, 51, note="x", correct=True) for month in months]
    assert len(script.post(VALUES, {"observations": rows}, 422)["errors"]) == 1
    assert script.post(VALUES, {"observations": rows[:2]})["corrected"] == 2


def test_five_thousand_days_at_once(script: Script, session: Session, cast: Cast) -> None:
    a_metric(
        session,
        cast,
        code="daily",
        kind="count",
        frequency="daily",
        unit_en="",
        unit_zh="",
        scale=1.0,
        upper_bound=None,
    )
    session.commit()
    first = date(2012, 1, 1)
    rows = [{"period": (first + timedelta(days=n)).isoformat(), "value": n} for n in range(5000)]
    url = "/api/v1/metrics/daily/observations"
    assert script.post(url, {"observations": rows})["recorded"] == 5000
    assert script.post(url, {"observations": rows})["unchanged"] == 5000


def test_racing_scripts_record_a_period_once(own_app: Flask) -> None:
    """Eight send the same period: one records it, the others find it there; of eight other values one is kept."""
    with own_app.app_context():
        cast = Cast(db.session, TODAY)
        made = a_metric(db.session, cast)
        actor = cast.actor("analyst")
        _, text = tokens.make(
            db.session, actor, cast.analyst, name="x", scopes=Scope.values(), expires_on=TODAY + timedelta(days=9),
            today=TODAY, zone=ZONE, now=NOW,
        )  # fmt: skip
        db.session.commit()
        metric_id = made.id

    def send(number: int, period: str, above: int) -> str:
        answer = Script(own_app, text).call("POST", VALUES, json=share(period, above))
        return (
            answer.get_json(force=True)["observations"][0]["status"]
            if answer.status_code == 200
            else str(answer.status_code)
        )

    with ThreadPoolExecutor(8) as pool:
        same = list(pool.map(lambda n: send(n, "2026-01", 70), range(8)))
        others = list(pool.map(lambda n: send(n, "2026-02", 70 + n), range(8)))
    assert Counter(same) == {"recorded": 1, "unchanged": 7}
    assert Counter(others) == {"recorded": 1, "409": 7}
    with own_app.app_context():
        assert len(queries.series(db.session, metric_id)) == 2
        assert audit.verify(db.session) is None


def test_the_sums_by_month_stay_true(script: Script, metric: Any, session: Session) -> None:
    script.post(VALUES, {"observations": [share("2025-11", 70), share("2025-12", 71)]})
    script.post(VALUES, share("2025-12", 60, correct=True, note="late"))
    kept = queries.months_of(session, metric.id)
    metrics.recount(session, metric)
    assert queries.months_of(session, metric.id) == kept != {}
