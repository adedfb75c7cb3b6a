"""Forms of accounts: signing in, a new password, preferences."""

from __future__ import annotations

from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from council.accounts.kinds import Scope, Theme
from council.i18n import LANGUAGES
from council.web.forms import BaseForm, stripped, title_field


class SignInForm(FlaskForm):
    """Address and password. No form key: a second try is a second try."""

    email = EmailField(
        _l("E-mail address"),
        validators=[DataRequired(), Length(max=254)],
        filters=[stripped],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[DataRequired(), Length(max=1000)],
        render_kw={"autocomplete": "current-password"},
    )
    kept = HiddenField()
    next = HiddenField()


class ResetForm(FlaskForm):
    """Ask for a link to set a new password."""

    email = EmailField(
        _l("E-mail address"),
        validators=[DataRequired(), Length(max=254)],
        filters=[stripped],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )


class PasswordForm(BaseForm):
    """A new password, twice."""

    password = PasswordField(
        _l("New password"),
        validators=[DataRequired(), Length(max=1000)],
        render_kw={"autocomplete": "new-password"},
    )
    password_again = PasswordField(
        _l("New password again"),
        validators=[DataRequired(), EqualTo("password", message=_l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )


class OwnPasswordForm(PasswordForm):
    """A new password for somebody who knows the present one."""

    password_now = PasswordField(
        _l("Present password"),
        validators=[DataRequired(), Length(max=1000)],
        render_kw={"autocomplete": "current-password"},
    )


class PreferencesForm(BaseForm):
    """Language, time zone and appearance."""

    language = SelectField(
        _l("Language"), choices=[SelectChoice(code, label) for code, label in LANGUAGES.items()]
    )
    time_zone = StringField(
        _l("Time zone"), filters=[stripped], render_kw={"list": "time-zones", "autocomplete": "off"}
    )
    theme = SelectField(_l("Appearance"), coerce=str)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.theme.choices = [SelectChoice(str(t), _l(t.label)) for t in Theme]

    def validate_time_zone(self, field: StringField) -> None:
        """Empty means the council's own; anything else must be a zone of the tz database."""
        if field.data and field.data not in available_timezones():
            raise ValidationError(_l("This time zone is not known. An example is Asia/Shanghai."))


class TokenForm(BaseForm):
    """A token for a script: what it is for, what it is good for, and until when."""

    name = title_field(_l("What it is for"), max_length=60)
    scopes = SelectMultipleField(
        _l("What it is good for"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    expires_on = DateField(_l("Good until"), validators=[InputRequired()])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.scopes.choices = [SelectChoice(str(one), _l(one.label)) for one in Scope]
