"""Forms of the actions room."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from council.actions.rules import TEXT_MAX
from council.web.forms import BaseForm, stripped


class AssignForm(BaseForm):
    """Something to do, for somebody, by a day."""

    text = TextAreaField(
        _l("What is to be done"),
        validators=[DataRequired(), Length(max=TEXT_MAX)],
        filters=[stripped],
        render_kw={"rows": 3},
    )
    lang = SelectField(_l("Language of the text"), choices=[("en", _l("English")), ("zh", _l("Chinese"))])
    owner_id = SelectField(_l("Responsible"), coerce=int, validators=[DataRequired()])
    due_on = DateField(_l("Due on"), validators=[DataRequired()])


class FinishForm(BaseForm):
    """What came of it."""

    note = TextAreaField(
        _l("What came of it"),
        validators=[DataRequired(), Length(max=TEXT_MAX)],
        filters=[stripped],
        render_kw={"rows": 4},
    )


class PostponeForm(BaseForm):
    """A new day, and why."""

    due_on = DateField(_l("New day"), validators=[DataRequired()])
    reason = TextAreaField(
        _l("Reason"),
        validators=[DataRequired(), Length(max=TEXT_MAX)],
        filters=[stripped],
        render_kw={"rows": 3},
    )
