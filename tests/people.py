"""The cast: a small council of people whom tests know by their part, founded through the services."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council.accounts import queries as accounts
from council.accounts import service as making
from council.accounts.models import Person
from council.charter import service as charter
from council.charter import starter
from council.core.actor import SYSTEM, Actor
from council.core.clock import local_date
from council.seats import service as seats
from council.seats.models import Seat

PASSWORD = "a calm river at dawn"
ZONE = "Asia/Shanghai"

DEPARTMENTS = {
    "sales": ("Sales", "销售部"),
    "marketing": ("Marketing", "市场部"),
    "operations": ("Operations", "运营部"),
    "support": ("Technical support", "技术支持部"),
    "service": ("Customer service", "客户服务部"),
    "data": ("Data analysis", "数据分析组"),
    "legal": ("Legal", "法务部"),
    "quality": ("Quality control", "质量控制部"),
}

# part: English name, Chinese name, department, roles of the account
PEOPLE: dict[str, tuple[str, str, str | None, tuple[str, ...]]] = {
    "chair": ("Grace Hall", "何岚", None, ()),
    "sales": ("Sam Poole", "彭森", "sales", ()),
    "marketing": ("Mary Quinn", "秦梅", "marketing", ()),
    "operations": ("Omar Reyes", "欧文", "operations", ()),
    "support": ("Tina Shaw", "唐诗", "support", ()),
    "service": ("Simon Vale", "韦思明", "service", ()),
    "analyst": ("Ana Wirth", "安娜", "data", ()),
    "counsel": ("Lena Young", "林雅", "legal", ()),
    "quality": ("Quentin Zhao", "赵全", "quality", ()),
    "manager": ("Max Adler", "马立", None, ("management",)),
    "auditor": ("Uma Berg", "贝优", None, ("auditor",)),
    "administrator": ("Ada Cole", "柯艾达", None, ("administrator",)),
    "outsider": ("Otto Dahl", "戴奥", "sales", ()),
}

# part: seat's English and Chinese title, kind, speciality, voting, reports to an office or the seat of a part
SEATS: list[tuple[str, str, str, str, str, bool, str]] = [
    ("chair", "Chair", "主席", "chair", "none", True, "Top management|最高管理层"),
    ("sales", "Sales representative", "销售代表", "representative", "none", True, "Sales director|销售总监"),
    (
        "marketing",
        "Marketing representative",
        "市场代表",
        "representative",
        "none",
        True,
        "Marketing director|市场总监",
    ),
    (
        "operations",
        "Operations representative",
        "运营代表",
        "representative",
        "none",
        True,
        "Operations director|运营总监",
    ),
    (
        "support",
        "Technical support representative",
        "技术支持代表",
        "representative",
        "none",
        True,
        "Technical director|技术总监",
    ),
    ("service", "Customer service manager", "客户服务经理", "specialist", "service_manager", True, "chair"),
    ("analyst", "Data analyst", "数据分析师", "specialist", "analyst", False, "chair"),
    (
        "counsel",
        "Legal counsel",
        "法律顾问",
        "specialist",
        "legal_counsel",
        False,
        "General counsel|总法律顾问",
    ),
    ("quality", "Quality control specialist", "质量控制专员", "specialist", "quality", True, "chair"),
]
VICE_CHAIR, SECRETARY = "operations", "service"


def found(session: Session, now: datetime) -> None:
    """Found the council with everybody seated; the caller commits."""
    day = local_date(now, ZONE)
    charter.found(
        session, SYSTEM, name_en="Test Council", name_zh="测试委员会", time_zone=ZONE, content_language="en",
        articles=starter.articles(), rules=starter.rules(), founded_on=day, signatories=["Grace Hall"], now=now,
    )  # fmt: skip
    departments = {
        key: making.create_department(session, SYSTEM, name_en=en, name_zh=zh, now=now)
        for key, (en, zh) in DEPARTMENTS.items()
    }
    people = {}
    for part, (en, zh, department, roles) in PEOPLE.items():
        person = making.create_person(
            session, SYSTEM, name_en=en, name_zh=zh, email=f"{part}@example.org",
            department_id=departments[department].id if department else None, roles=roles, now=now,
        )  # fmt: skip
        people[part] = person
        making.set_password(session, SYSTEM, person, PASSWORD, now=now)
    made: dict[str, Seat] = {}
    for order, (part, en, zh, kind, speciality, voting, reports_to) in enumerate(SEATS, 1):
        department = PEOPLE[part][2]
        above = made.get(reports_to)
        office = None
        if above is None:
            office_en, office_zh = reports_to.split("|")
            office = seats.create_office(session, SYSTEM, name_en=office_en, name_zh=office_zh, now=now)
        made[part] = seats.create_seat(
            session, SYSTEM, name_en=en, name_zh=zh, kind=kind, speciality=speciality, voting=voting, order=order,
            department_id=departments[department].id if department else None,
            reports_to_seat_id=above.id if above else None, reports_to_office_id=office.id if office else None,
            created_on=day, now=now,
        )  # fmt: skip
    for part, seat in made.items():
        seats.record_term(session, SYSTEM, seat, people[part], starts_on=day, now=now)
    seats.appoint(session, SYSTEM, "vice_chair", made[VICE_CHAIR], starts_on=day, now=now)
    seats.appoint(session, SYSTEM, "secretary", made[SECRETARY], starts_on=day, now=now)


class Cast:
    """Everybody by their part; `vice_chair` and `secretary` are the seats that hold those appointments."""

    ALIASES = {"vice_chair": VICE_CHAIR, "secretary": SECRETARY}

    def __init__(self, session: Session, on: date) -> None:
        self.session = session
        self.on = on
        by_email = {p.email: p for p in session.scalars(select(Person))}
        self._people = {part: by_email[f"{part}@example.org"] for part in PEOPLE}
        by_name = {s.name_en: s for s in session.scalars(select(Seat))}
        self._seats = {row[0]: by_name[row[1]] for row in SEATS}

    def __getitem__(self, part: str) -> Person:
        return self._people[self.ALIASES.get(part, part)]

    def __getattr__(self, part: str) -> Person:
        try:
            return self[part]
        except KeyError:
            raise AttributeError(part) from None

    def seat(self, part: str) -> Seat:
        """The seat that a part holds."""
        return self._seats[self.ALIASES.get(part, part)]

    def actor(self, part: str) -> Actor:
        """A part as services see them on the day of the test."""
        return accounts.actor_for(self.session, self[part], self.on)
