"""Beginning a draft and saying what it changes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from council.charter.models import CharterVersion
from council.web.forms import BaseForm, text_field


class DraftForm(BaseForm):
    """What a version changes, in which language that is written, and from when it shall be in force."""

    change_summary = text_field(
        _l("What changes, and why"),
        required=True,
        rows=4,
        max_length=4000,
        description=_l("Two or three sentences for those who will vote on it."),
    )
    lang = SelectField(_l("Written in"), choices=[SelectChoice("en", "English"), SelectChoice("zh", "中文")])
    in_force_from = DateField(
        _l("In force from"),
        validators=[Optional()],
        description=_l("Leave empty for the day of the decision."),
    )

    @classmethod
    def of(cls, version: CharterVersion) -> DraftForm:
        """The form filled with a draft."""
        return cls(obj=version)
