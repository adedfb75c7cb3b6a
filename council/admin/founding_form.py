"""The first-start form: administrator, council, founding act, seats with their first holders, charter text."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FieldList,
    FormField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, Optional, ValidationError

from council.admin.answers import Administrator, Answers, SeatAnswer, articles_of, starter_seats, starter_text
from council.charter import starter
from council.i18n import LANGUAGES, lang
from council.web.forms import MARKDOWN_MAX, BaseForm, PartForm, stripped, title_field

SPARE_ROWS = 3


class SeatRow(PartForm):
    """One seat: its titles, department, vote and first holder."""

    title_en = title_field(_l("Seat title in English"), required=False)
    title_zh = title_field(_l("Seat title in Chinese"), required=False)
    department_en = title_field(_l("Department in English"), required=False)
    department_zh = title_field(_l("Department in Chinese"), required=False)
    voting = BooleanField(_l("May vote"))
    holder = title_field(_l("First holder"), required=False)
    email = EmailField(
        _l("Holder's e-mail address"), validators=[Optional(), Length(max=254)], filters=[stripped]
    )


class FoundingForm(BaseForm):
    """All that the founding act records."""

    admin_name_en = title_field(_l("Your name in Latin letters"), required=False)
    admin_name_zh = title_field(_l("Your name in Chinese characters"), required=False)
    admin_email = EmailField(
        _l("Your e-mail address"),
        validators=[DataRequired(), Length(max=254)],
        filters=[stripped],
        render_kw={"autocomplete": "username"},
    )
    admin_password = PasswordField(
        _l("A password"),
        validators=[DataRequired(), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
    admin_password_again = PasswordField(
        _l("The password again"),
        validators=[DataRequired(), EqualTo("admin_password", message=_l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )
    name_en = title_field(_l("Name of the council in English"), required=False)
    name_zh = title_field(_l("Name of the council in Chinese"), required=False)
    time_zone = StringField(
        _l("Time zone"), validators=[DataRequired()], filters=[stripped], render_kw={"list": "time-zones"}
    )
    content_language = SelectField(
        _l("Language of the charter that counts"),
        choices=[SelectChoice(code, label) for code, label in LANGUAGES.items()],
    )
    founded_on = DateField(_l("Day of the founding act"), validators=[InputRequired()])
    signatories = TextAreaField(
        _l("Who signed it, one name a line"),
        validators=[DataRequired(), Length(max=4000)],
        filters=[stripped],
        render_kw={"rows": 4},
    )
    seats = FieldList(FormField(SeatRow))
    vice_chair = SelectField(_l("Vice-chair: the seat number"), coerce=int)
    secretary = SelectField(_l("Secretary: the seat number"), coerce=int)
    text_en = TextAreaField(
        _l("Charter in English"),
        validators=[DataRequired(), Length(max=MARKDOWN_MAX)],
        render_kw={"rows": 18, "lang": "en"},
    )
    text_zh = TextAreaField(
        _l("Charter in Chinese"),
        validators=[DataRequired(), Length(max=MARKDOWN_MAX)],
        render_kw={"rows": 18, "lang": "zh-Hans"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [SelectChoice(0, gettext("nobody yet"))]
        numbers += [SelectChoice(n, _seat_label(n, row)) for n, row in enumerate(self.seats, 1)]
        self.vice_chair.choices = self.secretary.choices = numbers

    def validate_time_zone(self, field: StringField) -> None:
        """A zone of the tz database."""
        if field.data not in available_timezones():
            raise ValidationError(gettext("This time zone is not known. An example is Asia/Shanghai."))

    def answers(self) -> Answers:
        """The form as the founding act takes it; seats beyond the starter's are representatives under the chair."""
        known = starter_seats()
        rows = [row.data for row in self.seats]
        seats = [_seat(row, known[n] if n < len(known) else None) for n, row in enumerate(rows)]
        chosen = [
            seats[n - 1] if 0 < n <= len(seats) else None for n in (self.secretary.data, self.vice_chair.data)
        ]
        titles = [one.title_en or one.title_zh if one else "" for one in chosen]
        chair = next((one for one in seats if one.kind == "chair"), None)
        return Answers(
            Administrator(
                self.admin_name_en.data or "",
                self.admin_name_zh.data or "",
                self.admin_email.data or "",
                self.admin_password.data or "",
            ),
            self.name_en.data or "",
            self.name_zh.data or "",
            self.time_zone.data or "",
            self.content_language.data,
            self.founded_on.data,
            tuple(filter(None, map(str.strip, (self.signatories.data or "").splitlines()))),
            tuple(_under(one, chair) for one in seats if one.title_en or one.title_zh),
            articles_of(self.text_en.data or "", self.text_zh.data or ""),
            starter.rules(),
            titles[0],
            titles[1],
        )


def offered(today: Any, zone: str) -> dict[str, Any]:
    """What the form holds before anybody types."""
    rows: list[dict[str, Any]] = [
        {
            "title_en": s.title_en,
            "title_zh": s.title_zh,
            "department_en": s.department_en,
            "department_zh": s.department_zh,
            "voting": s.voting,
        }
        for s in starter_seats()
    ]
    return {
        "name_en": "Customer Service Council",
        "name_zh": "客户服务委员会",
        "time_zone": zone,
        "content_language": lang(),
        "founded_on": today,
        "seats": [*rows, *({"voting": True} for _ in range(SPARE_ROWS))],
        "text_en": starter_text("en"),
        "text_zh": starter_text("zh"),
    }


def _seat(row: dict[str, Any], base: SeatAnswer | None) -> SeatAnswer:
    words = {
        name: row[name] or ""
        for name in ("title_en", "title_zh", "department_en", "department_zh", "holder", "email")
    }
    if base is None:
        return SeatAnswer(**words, voting=row["voting"])
    return SeatAnswer(
        **words,
        voting=row["voting"],
        kind=base.kind,
        speciality=base.speciality,
        duties_en=base.duties_en,
        duties_zh=base.duties_zh,
        reports_to_kind=base.reports_to_kind,
        reports_to_en=base.reports_to_en,
        reports_to_zh=base.reports_to_zh,
    )


def _under(one: SeatAnswer, chair: SeatAnswer | None) -> SeatAnswer:
    """A seat that reports to the chair follows the chair's title, also when that was changed."""
    if one.kind == "chair" or one.reports_to_kind != "seat" or chair is None:
        return one
    return SeatAnswer(**{**one.__dict__, "reports_to_en": chair.title_en, "reports_to_zh": chair.title_zh})


def _seat_label(number: int, row: Any) -> str:
    title = (
        (row.title_zh.data or row.title_en.data)
        if lang() == "zh"
        else (row.title_en.data or row.title_zh.data)
    )
    return f"{number} {title}" if title else str(number)
