"""Forms of the actions room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from council.actions.handing import Held
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


class HandoverForm(BaseForm):
    """For each thing somebody leaves open, who takes it; `of` makes a form with one list for each."""

    @classmethod
    def of(cls, things: Sequence[Held], people: Sequence[SelectChoice], default: str) -> HandoverForm:
        """A form for these things; nothing chosen leaves a thing where it is."""
        choices = [SelectChoice("", _("stays as it is")), *people]
        lists = {
            one.ref.replace(":", "_"): SelectField(_("New owner"), choices=choices, default=default)
            for one in things
        }
        return cast("HandoverForm", type("HandoverFormOf", (cls,), lists)())

    def chosen(self, things: Sequence[Held]) -> dict[str, int]:
        """By reference, the person who takes it."""
        given = {one.ref: self[one.ref.replace(":", "_")].data for one in things}
        return {ref: int(person) for ref, person in given.items() if person}
