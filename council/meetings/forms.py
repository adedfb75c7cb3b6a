"""Forms of meetings: date and place, an item, a late item, a conflict of interest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.validators import DataRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from council.core.clock import at
from council.core.saying import Both
from council.i18n import LANGUAGES, spoken
from council.meetings.life import ItemKind, MeetingKind
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules import MINUTES_MAX, MINUTES_MIN, PLACE_MAX, REASON_MAX
from council.meetings.yearbook import FIRST_YEAR, LAST_YEAR
from council.web.forms import BaseForm, stripped, text_field, title_field


class MeetingForm(BaseForm):
    """When and where the council meets; times are the council's."""

    day = DateField(_l("Day"), validators=[DataRequired()])
    starts = TimeField(_l("Starts at"), validators=[DataRequired()])
    ends = TimeField(
        _l("Ends at"),
        validators=[Optional()],
        description=_l("The agenda is measured against it; it can stay empty."),
    )
    kind = SelectField(_l("Kind of meeting"))
    place = StringField(_l("Place"), validators=[Optional(), Length(max=PLACE_MAX)], filters=[stripped])
    link = StringField(
        _l("Link for those who join from afar"),
        validators=[Optional(), Length(max=PLACE_MAX)],
        filters=[stripped],
    )
    lang = SelectField(_l("Language of the agenda"), choices=list(LANGUAGES.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(one.value, gettext(one.label)) for one in MeetingKind]

    @classmethod
    def of(cls, meeting: Meeting, zone: str) -> MeetingForm:
        """The form filled with a meeting."""
        starts = meeting.starts_at.astimezone(ZoneInfo(zone))
        ends = meeting.ends_at.astimezone(ZoneInfo(zone)) if meeting.ends_at else None
        return cls(obj=meeting, day=starts.date(), starts=starts.time(), ends=ends.time() if ends else None)

    def content(self, zone: str) -> dict[str, Any]:
        """What was typed, as the services take it."""

        def moment(field: TimeField) -> datetime | None:
            if self.day.data is None or field.data is None:
                return None
            return at(self.day.data, field.data.hour, field.data.minute, zone)

        return {
            "starts_at": moment(self.starts),
            "ends_at": moment(self.ends),
            "kind": self.kind.data,
            "place": self.place.data or "",
            "link": self.link.data or "",
            "lang": self.lang.data,
        }


class ItemForm(BaseForm):
    """An item that is not from the docket."""

    title = title_field(_l("Title"))
    lang = SelectField(_l("Written in"), choices=list(LANGUAGES.items()))
    kind = SelectField(_l("What is asked of the council"))
    minutes = IntegerField(
        _l("Minutes planned"),
        default=10,
        validators=[DataRequired(), NumberRange(min=MINUTES_MIN, max=MINUTES_MAX)],
    )
    presenter_id = SelectField(_l("Presented by"), coerce=lambda value: int(value) if value else None)

    def __init__(self, people: Sequence[tuple[int, Both]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(one.value, gettext(one.label)) for one in ItemKind]
        self.presenter_id.choices = [
            ("", gettext("Nobody in particular")),
            *((i, spoken(n)) for i, n in people),
        ]

    @classmethod
    def of(cls, item: AgendaItem, people: Sequence[tuple[int, Both]]) -> ItemForm:
        """The form filled with an item."""
        return cls(people, obj=item)

    def content(self) -> dict[str, Any]:
        """What was typed, as the services take it."""
        return {
            "title": self.title.data or "",
            "lang": self.lang.data,
            "kind": self.kind.data,
            "minutes": self.minutes.data or 0,
            "presenter_id": self.presenter_id.data,
        }


class LateItemForm(ItemForm):
    """A late item, with those present who consent to it."""

    consent = SelectMultipleField(
        _l("Who consents"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_l("Voting members in the room now."),
    )

    def __init__(self, present: Sequence[tuple[int, Both]], *args: Any, **kwargs: Any) -> None:
        super().__init__(present, *args, **kwargs)
        self.consent.choices = [(i, spoken(n)) for i, n in present]


class WorkYearForm(BaseForm):
    """A year's days off and the weekend days that are worked instead."""

    year = IntegerField(_l("Year"), validators=[DataRequired(), NumberRange(min=FIRST_YEAR, max=LAST_YEAR)])
    holidays = text_field(
        _l("Days off"),
        rows=8,
        max_length=4000,
        description=_l(
            "One day or range a line, such as 2026-10-01..2026-10-07. Weekends need not be listed."
        ),
    )
    make_up = text_field(
        _l("Make-up working days"),
        rows=4,
        max_length=4000,
        description=_l("Saturdays and Sundays that are worked to make up for a holiday."),
    )


class RequisitionForm(BaseForm):
    """What members want an extraordinary meeting about."""

    title = title_field(_l("What is the meeting about?"))
    reason = text_field(
        _l("Why can it not wait for the next regular meeting?"), required=True, rows=5, max_length=REASON_MAX
    )
    lang = SelectField(_l("Written in"), choices=list(LANGUAGES.items()))
