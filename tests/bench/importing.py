"""One file of values sent, read and taken over in a process of its own, so that its memory can be told."""

from __future__ import annotations

import csv
import io
import random
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from council.core.actor import Actor
from council.core.errors import Refused
from council.db import db
from council.factory import create_app
from council.metrics import service
from council.metrics.kinds import Stage
from council.sheets.staged import Source
from council.sheets.writing import xlsx_bytes
from tests import database
from tests.people import Cast, found

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CHANNELS = ("phone", "email", "chat", "social")
COLUMNS = ["指标", "渠道", "日期", "值", "分子", "分母", "备注"]
ROLES = ["metric", "channel", "period", "value", "numerator", "denominator", "note"]


def lines(count: int, *, wrong: bool = False) -> Iterator[list[Any]]:
    """Twenty daily metrics over four channels, from the last day back."""
    draw, day, made = random.Random(7), date(2026, 2, 28), 0
    while True:
        for metric in range(20):
            for channel in CHANNELS:
                if made == count:
                    return
                made += 1
                above = "NaN" if wrong else draw.randint(700, 860)
                yield [f"m{metric:02}", channel, f"{day.year}/{day.month}/{day.day}", "", above, "1,000", ""]
        day -= timedelta(days=1)


def file_of(kind: str, count: int) -> bytes:
    if kind == "bomb":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * (50 << 20))
        return out.getvalue()
    if kind == "huge":
        return b"m00,phone,2026/1/1,,1,2,\n" * (4 << 20)
    if kind == "xlsx":
        return xlsx_bytes(COLUMNS, lines(count))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(lines(count, wrong=kind == "wrong"))
    return text.getvalue().encode("gb18030")


def council(session: Session) -> Actor:
    """What the lines speak of; who sends them comes back."""
    found(session, NOW - timedelta(days=60))
    analyst = Cast(session, NOW.date()).actor("analyst")
    for code in CHANNELS:
        service.create_channel(
            session, analyst, code=code, name_en=code.title(), name_zh=code, standard_en="soon", standard_zh="及时",
            standard_seconds=60, wanted_share=0.8, now=NOW,
        )  # fmt: skip
    for number in range(20):
        service.create_metric(
            session, analyst, code=f"m{number:02}", name_en=f"Metric {number}", name_zh=f"指标{number}",
            kind="proportion", direction="up", frequency="daily", unit_en="%", unit_zh="%", scale=100.0, now=NOW,
        )  # fmt: skip
    session.commit()
    return analyst


def imported(session: Session, actor: Actor, data: bytes, kind: str) -> float:
    """As the pages do it, a transaction a request; the longest one comes back."""
    longest, start = 0.0, time.perf_counter()

    def done() -> None:
        nonlocal longest, start
        session.commit()
        longest, start = max(longest, time.perf_counter() - start), time.perf_counter()

    try:
        file = service.receive(session, actor, Source.of("values", data), data, now=NOW)
    except Refused:
        session.rollback()
        assert kind in ("bomb", "huge")
        return time.perf_counter() - start
    done()
    service.choose(session, actor, file, ROLES, ".", now=NOW)
    done()
    while file.stage is Stage.CHECKING:
        service.read_on(session, actor, file, now=NOW)
        done()
    assert bool(file.problems["total"]) == (kind == "wrong"), file.problems
    if kind != "wrong":
        service.take_over(session, actor, file, now=NOW)
        done()
    return longest


def resident(name: str) -> float:
    """Megabytes of memory, now or at the highest."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name + ":")) / 1024


def main(kind: str, count: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with database.fresh(folder, "import") as url:
        config = {
            "SQLALCHEMY_ENGINES": {"default": url}, "MIGRATION_DATABASE_URL": url, "CLOCK": lambda: NOW,
            "PASSWORD_COST": (1, 8),
        }  # fmt: skip
        app = create_app(config, instance=folder / "instance")
        with app.app_context():
            actor, data = council(db.session), file_of(kind, count)
            before = resident("VmRSS")
            Path("/proc/self/clear_refs").write_text(
                "5"
            )  # the highest mark begins anew: making the file counts not
            start, processor = time.perf_counter(), time.process_time()
            longest = imported(db.session, actor, data, kind)
            seconds, processor = time.perf_counter() - start, time.process_time() - processor
            grown = resident("VmHWM") - before
    print(f"seconds={seconds:.2f} processor={processor:.2f} longest={longest:.2f} memory={grown:.1f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
