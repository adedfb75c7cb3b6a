"""Who may sit where: terms that do not overlap, lines without circles, term limits and the department cap."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from council.charter.limits import check_cap, check_terms
from council.charter.pinning import Law
from council.charter.wording import article
from council.core.errors import Refused
from council.core.saying import Say


@dataclass(frozen=True)
class Span:
    """A term as the rules see it: `last` is None while no end is known; `who` and `seat_name` are for sentences."""

    person: int
    seat: int
    starts: date
    last: date | None
    member: bool = True
    voting: bool = True
    who: object = ""
    seat_name: object = ""
    ex_officio: bool = False

    def overlaps(self, other: Span) -> bool:
        """Whether there is a day in both."""
        return self.starts <= (other.last or date.max) and other.starts <= (self.last or date.max)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_day(starts: date, months: int) -> date:
    """The last day of a term of so many months: from 1 March 2026 for 24 months to 29 February 2028."""
    return months_after(starts, months) - timedelta(days=1)


def check_days(starts: date, ends: date | None, *, created: date, abolished: date | None) -> None:
    """Refused unless the term begins before it ends and the seat exists on all its days."""
    if ends is not None and ends < starts:
        raise Refused("seats.ends_before_start", field="ends_on", starts=starts)
    if starts < created:
        raise Refused("seats.before_seat", field="starts_on", created=created)
    if abolished is not None and (ends is None or ends > abolished):
        raise Refused("seats.after_seat", field="ends_on", abolished=abolished)


def check_row_day(on: date, *, created: date, abolished: date | None) -> None:
    """Refused unless the seat exists on the day from which its row is to change."""
    if on < created:
        raise Refused("seats.before_seat", field="from_on", created=created)
    if abolished is not None and on > abolished:
        raise Refused("seats.row_after_seat", field="from_on", abolished=abolished)


def check_free(new: Span, others: Iterable[Span]) -> None:
    """Refused when somebody holds the seat on one of the days, or the same person is already in it."""
    for other in others:
        if other.seat != new.seat or not other.overlaps(new):
            continue
        if other.person == new.person:
            raise Refused("seats.already_sits", field="person_id", person=other.who, starts=other.starts)
        if new.member and other.member:
            if other.last is None:
                raise Refused("seats.held_open", field="starts_on", person=other.who, starts=other.starts)
            raise Refused(
                "seats.held_until",
                field="starts_on",
                person=other.who,
                last=other.last,
                free=other.last + timedelta(days=1),
            )


def check_length(law: Law | None, new: Span) -> None:
    """Refused when an elected term is longer than the charter allows."""
    if law is None or not new.member or new.ex_officio:
        return
    months = law.rules.terms.months
    longest = last_day(new.starts, months)
    if new.last is None or new.last > longest:
        by = article(law.rules.terms.article, law.version)
        raise Refused("seats.term_too_long", field="ends_on", law=by, months=months, longest=longest)


def served(new: Span, others: Iterable[Span], months: int) -> tuple[int, int]:
    """How many terms the person has served in a row before this one, and in all.

    Terms follow one another while the pause between them is shorter than a term. Terms held at the same
    time count once; those held by virtue of an office do not count.
    """
    past = sorted(
        (
            s
            for s in others
            if s.person == new.person and s.member and not s.ex_officio and s.starts < new.starts
        ),
        key=lambda s: s.starts,
        reverse=True,
    )
    in_row, in_all, unbroken, later = 0, 0, True, new
    for each in past:
        last = each.last or date.max
        if last >= later.starts and later is not new:
            continue
        in_all += 1
        unbroken = unbroken and (last >= later.starts or months_after(last, months) >= later.starts)
        in_row += unbroken
        later = each
    return in_row, in_all


def check_limits(law: Law | None, new: Span, others: Iterable[Span]) -> None:
    """Refused when the person's terms are used up by the charter in force."""
    if law is None or not new.member or new.ex_officio:
        return
    in_row, in_all = served(new, others, law.rules.terms.months)
    check_terms(law.rules.terms, consecutive=in_row, lifetime=in_all, version=law.version)


def check_department(law: Law | None, *, voting_seats: int, held: int, department: object, new: Span) -> None:
    """Refused when the department would hold more voting seats than the charter allows (`held` without this one)."""
    if law is None or not new.member or not new.voting:
        return
    rule = law.rules.department_cap
    check_cap(rule, voting_seats, held + 1, department=department, version=law.version)


def check_alternate(law: Law | None, new: Span) -> None:
    """Refused when the charter knows no alternates."""
    if law is not None and not new.member and not law.rules.alternates.allowed:
        by = article(law.rules.alternates.article, law.version)
        raise Refused("seats.no_alternates", field="capacity", law=by)


def cautions(new: Span, others: Iterable[Span]) -> list[Say]:
    """What is allowed but worth a second look: one person in two voting seats counts once."""
    return [
        Say("seats.two_voting_seats", person=new.who, seat=other.seat_name)
        for other in others
        if other.person == new.person
        and other.seat != new.seat
        and other.member
        and new.member
        and other.voting
        and new.voting
        and other.overlaps(new)
    ]


def check_line(seat: int, above: int | None, lines: Mapping[int, int | None]) -> None:
    """Refused when a seat would report, through others, to itself. `lines`: each seat's next above."""
    seen = {seat}
    while above is not None:
        if above in seen:
            raise Refused("seats.line_in_circle", field="reports_to")
        seen.add(above)
        above = lines.get(above)


def check_lines(
    seat: int, above: int | None, from_on: date, rows: Iterable[tuple[int, date, int | None]]
) -> None:
    """Refused when the new line would close a circle on any day of its own. `rows`: seat, from, next above."""
    rows = list(rows)
    until = min((on for one, on, _ in rows if one == seat and on > from_on), default=date.max)
    for day in sorted({from_on} | {on for one, on, _ in rows if one != seat and from_on < on < until}):
        begun = sorted((on, one, to) for one, on, to in rows if on <= day and one != seat)
        check_line(seat, above, {one: to for _, one, to in begun})


def check_one_at_a_time(
    starts: date, ends: date | None, others: Iterable[tuple[date, date | None, object]]
) -> None:
    """Refused when another appointment of the kind covers one of the days. `others`: from, to, seat's name."""
    for begins, last, name in others:
        if begins <= (ends or date.max) and starts <= (last or date.max):
            if begins < starts and last is None:
                continue
            raise Refused("seats.appointed_already", field="starts_on", seat=name, starts=begins)
