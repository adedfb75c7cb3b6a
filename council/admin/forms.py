"""Forms of the administrator: a person, a department."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from council.accounts.kinds import AccountRole
from council.i18n import LANGUAGES, spoken
from council.web.forms import BaseForm, stripped, title_field


class PersonForm(BaseForm):
    """Who somebody is and what the account may do."""

    name_en = title_field(_l("Name in Latin letters"), required=False)
    name_zh = title_field(_l("Name in Chinese characters"), required=False)
    email = EmailField(_l("E-mail address"), validators=[DataRequired(), Length(max=254)], filters=[stripped])
    department_id = SelectField(_l("Department"), coerce=int)
    roles = SelectMultipleField(
        _l("Roles of the account"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        coerce=str,
    )

    def __init__(self, *args: Any, departments: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.department_id.choices = [
            SelectChoice(0, gettext("none")),
            *(SelectChoice(one.id, spoken(one.name)) for one in departments),
        ]
        self.roles.choices = [SelectChoice(str(role), gettext(role.label)) for role in AccountRole]


class InviteForm(PersonForm):
    """Somebody new, with the language of the invitation."""

    language = SelectField(
        _l("Language of mails"), choices=[SelectChoice(code, label) for code, label in LANGUAGES.items()]
    )


class DepartmentForm(BaseForm):
    """A department in both languages."""

    name_en = title_field(_l("Name in English"), required=False)
    name_zh = title_field(_l("Name in Chinese"), required=False)
