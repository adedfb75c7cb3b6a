"""Forms of the record: what stands before and after it, and what members say about it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from council.i18n import LANGUAGES
from council.minutes.rules import TEXT_MAX
from council.minutes.states import CommentKind
from council.web.forms import BaseForm, stripped, text_field


class WriteForm(BaseForm):
    """The secretary's own words around what is composed."""

    opening_note = text_field(
        _l("Before the first item"),
        rows=4,
        max_length=TEXT_MAX,
        description=_l("Welcome, announcements. Attendance, votes and actions are filled in by themselves."),
    )
    closing_note = text_field(_l("After the last item"), rows=4, max_length=TEXT_MAX)


class CommentForm(BaseForm):
    """A correction, or an objection that stops approval by silence."""

    kind = RadioField(
        _l("What is it?"),
        choices=[(each.value, _l(each.label)) for each in CommentKind],
        default=CommentKind.CORRECTION.value,
        validators=[DataRequired()],
    )
    text = TextAreaField(
        _l("What should it say?"),
        validators=[DataRequired(), Length(max=TEXT_MAX)],
        filters=[stripped],
        render_kw={"rows": 4},
    )
    lang = SelectField(_l("Language of the text"), choices=list(LANGUAGES.items()))


class NotesForm(BaseForm):
    """What was said on an item."""

    notes = text_field(_l("What was said"), rows=5)
