"""Forms of seats: a seat's row of the duty table, a term, its early end, an appointment, an office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from council.seats.kinds import AppointmentKind, Capacity, EndKind, SeatKind, Speciality
from council.seats.models import Seat, SeatRow
from council.seats.service import SeatContent
from council.web.forms import BaseForm, text_field, title_field

Choices = list[SelectChoice]


class DecidedForm(BaseForm):
    """A form whose change may stand on a carried decision, chosen from the register."""

    decision_ref = SelectField(
        _l("Recorded by decision"), description=_l("Carried decisions of the register, the latest first.")
    )

    def offer_decisions(self, decisions: Choices) -> None:
        """Fill the list of decisions."""
        self.decision_ref.choices = [SelectChoice("", gettext("No decision")), *decisions]


def words(kinds: Any) -> Choices:
    """A closed list as choices in the reader's language."""
    return [SelectChoice(each.value, gettext(each.label)) for each in kinds]


class SeatForm(DecidedForm):
    """A seat's row of the duty table."""

    name_en = title_field(_l("Title in English"))
    name_zh = title_field(_l("Title in Chinese"))
    kind = SelectField(_l("Kind"))
    speciality = SelectField(
        _l("Speciality"), description=_l("Gives the holder further rights, such as keeping metrics.")
    )
    department_id = SelectField(_l("Department"))
    voting = BooleanField(_l("Has a vote"), default=True)
    order = IntegerField(_l("Place in the table"), validators=[InputRequired(), NumberRange(1, 999)])
    reports_to = SelectField(_l("Reports to"))
    duties_en = text_field(_l("Duties in English"), rows=3, max_length=2000)
    duties_zh = text_field(_l("Duties in Chinese"), rows=3, max_length=2000)
    created_on = DateField(_l("Exists from"), validators=[Optional()])
    from_on = DateField(
        _l("True from"),
        validators=[Optional()],
        description=_l("Days before keep the row that stood then. The day may lie ahead."),
    )

    def offer(self, *, departments: Choices, above: Choices) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = words(SeatKind)
        self.speciality.choices = words(Speciality)
        self.department_id.choices = [SelectChoice("", gettext("No department")), *departments]
        self.reports_to.choices = [SelectChoice("", gettext("Nobody")), *above]

    def show(self, row: SeatRow) -> None:
        """Fill the form with a seat's row of a day."""
        for name in ("name_en", "name_zh", "kind", "speciality", "voting", "order", "duties_en", "duties_zh"):
            self[name].data = getattr(row, name)
        self.department_id.data = str(row.department_id or "")
        self.reports_to.data = self._line_of(row)

    def kept(self, thing: Any) -> dict[str, Any]:
        """The seat as it stands now; its line is one choice here."""
        department = str(thing.department_id or "")
        return super().kept(thing) | {"department_id": department, "reports_to": self._line_of(thing)}

    @staticmethod
    def _line_of(row: SeatRow | Seat) -> str:
        if row.reports_to_office_id:
            return f"office:{row.reports_to_office_id}"
        return f"seat:{row.reports_to_seat_id}" if row.reports_to_seat_id else ""

    def content(self) -> SeatContent:
        """What was typed."""
        kind, _, key = (self.reports_to.data or "").partition(":")
        return SeatContent(
            name_en=self.name_en.data or "",
            name_zh=self.name_zh.data or "",
            kind=self.kind.data,
            order=self.order.data or 1,
            speciality=self.speciality.data,
            department_id=int(self.department_id.data) if self.department_id.data else None,
            voting=bool(self.voting.data),
            duties_en=self.duties_en.data or "",
            duties_zh=self.duties_zh.data or "",
            reports_to_seat_id=int(key) if kind == "seat" else None,
            reports_to_office_id=int(key) if kind == "office" else None,
        )


class TermForm(DecidedForm):
    """Who sits, from when to when."""

    BESIDE: ClassVar[Mapping[str, str]] = {"department": "person_id"}

    person_id = SelectField(_l("Person"), validators=[DataRequired()])
    capacity = SelectField(_l("Sits as"))
    starts_on = DateField(_l("First day"), validators=[DataRequired()])
    ends_on = DateField(
        _l("Last day"),
        validators=[Optional()],
        description=_l("Leave empty for as long as the charter allows."),
    )
    ex_officio = BooleanField(
        _l("By virtue of an office"), description=_l("Not limited by the charter’s terms.")
    )

    def offer(self, people: Choices) -> None:
        """Fill the lists to choose from."""
        self.person_id.choices = [SelectChoice("", gettext("Choose somebody")), *people]
        self.capacity.choices = words(Capacity)


class EndForm(DecidedForm):
    """The early end of a term."""

    on = DateField(_l("Last day"), validators=[DataRequired()])
    kind = SelectField(_l("Why it ends"), description=_l("A removal needs the council’s decision."))
    reason = text_field(_l("Remark"), rows=3, max_length=2000)
    end_appointments = BooleanField(
        _l("End the seat’s appointments as well"),
        description=_l("Else they stay with the seat and pass to its next holder."),
    )

    def offer(self) -> None:
        """Fill the list to choose from; a seat's abolition ends terms by itself."""
        self.kind.choices = words(each for each in EndKind if each is not EndKind.ABOLISHED)


class EndAppointmentForm(BaseForm):
    """The last day of an appointment."""

    on = DateField(_l("Last day"), validators=[DataRequired()])


class AppointmentForm(DecidedForm):
    """Vice-chair or secretary for a seat."""

    kind = SelectField(_l("Appointed as"))
    starts_on = DateField(_l("First day"), validators=[DataRequired()])
    ends_on = DateField(
        _l("Last day"), validators=[Optional()], description=_l("Leave empty while no end is set.")
    )

    def offer(self) -> None:
        """Fill the list to choose from."""
        self.kind.choices = words(AppointmentKind)


class OfficeForm(BaseForm):
    """A post outside the council."""

    name_en = title_field(_l("Name in English"))
    name_zh = title_field(_l("Name in Chinese"))


class AbolishForm(BaseForm):
    """The last day of a seat."""

    on = DateField(_l("Last day of the seat"), validators=[DataRequired()])
