"""Who may sit where: terms that do not overlap, lines without circles, the charter's limits, leaving."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from council.charter.kinds import DecisionClass
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
            if other.starts > new.starts:
                raise Refused("seats.held_from", field="ends_on", person=other.who, starts=other.starts)
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

    Terms follow one another while the pause between them is shorter than a term. A term that lies within
    another adds nothing, whatever the seats; nor do alternates' terms, nor those by virtue of an office.
    """
    own = [each for each in others if each.person == new.person and each.member and not each.ex_officio]
    around = next((each for each in own if _within(new, each)), None)
    if around is not None:
        return served(around, [each for each in own if each is not around], months)
    counted = [
        each
        for place, each in enumerate(own)
        if each.starts < new.starts
        and not any(
            _within(each, one) and (at < place or not _within(one, each))
            for at, one in enumerate(own)
            if at != place
        )
    ]
    in_row, unbroken, later = 0, True, new
    for each in sorted(counted, key=lambda one: one.starts, reverse=True):
        last = each.last or date.max
        followed = last >= later.starts or last_day(last + timedelta(days=1), months) >= later.starts
        unbroken = unbroken and followed
        in_row += unbroken
        later = each
    return in_row, len(counted)


def _within(inner: Span, outer: Span) -> bool:
    return outer.starts <= inner.starts and (inner.last or date.max) <= (outer.last or date.max)


def check_limits(law_on: Callable[[date], Law | None], new: Span, others: Sequence[Span]) -> None:
    """Refused when the person's terms are used up, this one's or, through it, those recorded for later.

    Each term is judged by the charter in force on its first day.
    """
    if not new.member or new.ex_officio:
        return
    later = [
        each
        for each in others
        if each.person == new.person and each.member and not each.ex_officio and each.starts > new.starts
    ]
    for each in (new, *later):
        law = law_on(each.starts)
        if law is None:
            continue
        rest = [one for one in (new, *others) if one is not each]
        in_row, in_all = served(each, rest, law.rules.terms.months)
        check_terms(law.rules.terms, consecutive=in_row, lifetime=in_all, version=law.version)


@dataclass(frozen=True)
class Held:
    """A seat as the department cap sees it: its own department, and the department of who sits in it."""

    seat: int
    voting: bool
    department: int | None
    filled: bool = False
    of_holder: int | None = None


def seats_of(department: int, seats: Iterable[Held], *, vacant: bool = False) -> int:
    """How many voting seats a department holds: those its people sit in, and its own that are filled.

    With `vacant` its own count while nobody sits in them: so the duty table is judged.
    """
    return sum(
        each.voting
        and (each.of_holder == department or (each.department == department and (each.filled or vacant)))
        for each in seats
    )


def check_departments(
    law: Law | None, departments: Mapping[int, object], seats: Sequence[Held], *, vacant: bool = False
) -> None:
    """Refused when one of the departments (key to name) would hold more voting seats than the charter allows."""
    if law is None:
        return
    rule, total = law.rules.department_cap, sum(each.voting for each in seats)
    for key, name in departments.items():
        held = seats_of(key, seats, vacant=vacant)
        check_cap(rule, total, held, department=name, version=law.version)


def check_removal(
    law: Law | None, *, decision_class: str | None, decided_on: date | None, last: date
) -> None:
    """Refused unless a carried decision of class appointment removes the member, on the last day or before."""
    by = article(law.rules.terms.article, law.version) if law else article("")
    if decision_class is None or decided_on is None:
        raise Refused("seats.removal_needs_decision", field="decision_ref", law=by)
    if decision_class != DecisionClass.APPOINTMENT:
        raise Refused("seats.removal_other_class", field="decision_ref", law=by)
    if last < decided_on:
        raise Refused("seats.removal_too_early", field="on", decided=decided_on, law=by)


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
