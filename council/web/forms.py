"""The base form: CSRF, the edit token, the form key, and refusals beside their fields."""

from __future__ import annotations

import math
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from flask import g, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.i18n import Translations
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from council.core.errors import Refused, RefusedMany
from council.core.saying import N_, Both
from council.i18n import lang, say
from council.web.edge import BIGGEST
from council.web.markdown import UNSEEN

TITLE_MAX = 200
MARKDOWN_MAX = 100_000
YEARS = range(1900, 2201)
"""Years that a date in a form may lie in; with others, time zones and quarters cannot be reckoned."""


SENTENCES = (
    N_("This field is required."),
    N_("Not a valid choice."),
    N_("Invalid Choice: could not coerce."),
    N_("Not a valid integer value."),
    N_("Not a valid decimal value."),
    N_("Not a valid date value."),
    N_("Number must be at least %(min)s."),
    N_("Number must be at most %(max)s."),
    N_("Number must be between %(min)s and %(max)s."),
)
"""Sentences of WTForms that have Chinese of our own: its own names a field, not what to do."""


class Words(Translations):
    """The validators' sentences in the reader's language; those that WTForms says badly in Chinese are ours."""

    def gettext(self, string: str) -> str:
        """A sentence; ours wherever the catalogue has it."""
        ours = str(gettext(string))
        return ours if ours != string else str(super().gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The sentence for a number of things."""
        if "not a valid choice" in singular:
            return gettext("There is no such choice: %(value)s.")
        if "longer than" in singular:
            return gettext("At most %(max)d characters.")
        return str(super().ngettext(singular, plural, n))


class BaseForm(FlaskForm):
    """Every form. `row_version` is the version its thing had when the form was opened."""

    BESIDE: ClassVar[Mapping[str, str]] = {}
    """What a refusal may be about, and the field it then stands beside; `x_id` need not be named for `x`."""

    class Meta(FlaskForm.Meta):
        """Where the typed values come from: characters that nobody sees are left out, JSON is not taken."""

        def get_translations(self, form: Any) -> Words:
            """Sentences in the reader's language."""
            return Words()

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """The values without NUL, control characters and those that turn the direction of a text."""
            data = None if request.is_json else super().wrap_formdata(form, formdata)
            if data is None:
                return None
            pairs = [(name, value) for name in data for value in data.getlist(name)]
            return MultiDict((name, UNSEEN.sub("", v) if isinstance(v, str) else v) for name, v in pairs)

    row_version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    form_key = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        g.form = self
        if not self.form_key.data:
            self.form_key.data = secrets.token_urlsafe(12)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Its validators, and no number or date that cannot be kept."""
        good = bool(super().validate(*args, **kwargs))
        for field in _leaves(self):
            if field.errors and field.process_errors and any(field.raw_data or ()):
                field.errors = list(field.process_errors)  # typed, but not to be read
                continue
            if _absurd(field.data):
                field.errors = [*field.errors, say("web.out_of_range")]
                good = False
        return good

    def kept(self, thing: Any) -> dict[str, Any]:
        """What a thing holds now where this form was sent with something; other names a form says itself."""
        sent = [each for each in self if each.name in request.form or isinstance(each, BooleanField)]
        return {
            each.name: getattr(thing, each.name)
            for each in sent
            if isinstance(getattr(thing, each.name, ...), str | int | Decimal | date | None)
        }

    def refuse(self, refused: Refused) -> None:
        """Put a refusal beside the field it is about, or at the top of the form."""
        about = refused.field or ""
        names = (self.BESIDE.get(about), about, f"{about}_id")
        field = next((self._fields[name] for name in names if name in self._fields), None)
        sentence = say(refused.say)
        if field is None:
            self.form_errors.append(sentence)
        else:
            field.errors = [*field.errors, sentence]

    def refuse_all(self, refusals: RefusedMany) -> None:
        """Several refusals at once."""
        for one in refusals.refusals:
            self.refuse(one)

    def retry(self) -> None:
        """Give the form a new key after a refusal, so that it can be sent again."""
        self.form_key.data = secrets.token_urlsafe(12)


def _leaves(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        if isinstance(field, FieldList | FormField):
            yield from _leaves(field)
        else:
            yield field


def shown(field: Field, value: Any) -> str:
    """A field's value as a reader knows it: the words of a choice, yes or no, one blank line where two were."""
    if isinstance(field, SelectMultipleField):
        return ("、" if lang() == "zh" else ", ").join(_chosen(field, each) for each in value or ())
    if isinstance(field, SelectField):
        return _chosen(field, value)
    if isinstance(field, BooleanField):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else str(value).replace("\r\n", "\n")


def _chosen(field: SelectField | SelectMultipleField, value: Any) -> str:
    for each in field.choices or ():
        choice = each if isinstance(each, SelectChoice) else SelectChoice(*each[:2])
        if choice.value == str(value) or field.coerce(choice.value) == value:
            return str(choice.label)
    return "" if value is None else str(value)


def _absurd(value: Any) -> bool:
    if isinstance(value, date):
        return value.year not in YEARS
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, int) and abs(value) > BIGGEST


def title_field(
    label: Any, *, required: bool = True, max_length: int = TITLE_MAX, **options: Any
) -> StringField:
    """One line of text."""
    validators: list[Any] = [DataRequired()] if required else [Optional()]
    return StringField(label, validators=[*validators, Length(max=max_length)], filters=[stripped], **options)


def text_field(
    label: Any, *, required: bool = False, rows: int = 6, max_length: int = MARKDOWN_MAX, **options: Any
) -> TextAreaField:
    """Several lines of Markdown."""
    validators: list[Any] = [DataRequired()] if required else [Optional()]
    return TextAreaField(
        label,
        validators=[*validators, Length(max=max_length)],
        render_kw={"rows": rows, **options.pop("render_kw", {})},
        **options,
    )


def stripped(value: Any) -> Any:
    """Text without blanks at its ends."""
    return value.strip() if isinstance(value, str) else value


def both(en: Field, zh: Field) -> Both:
    """The name that two fields hold."""
    return Both(en.data or "", zh.data or "")


class PartForm(Form):
    """A row of a larger form; its errors speak the reader's language as those of the whole do."""

    class Meta:
        """The sentences of the validators."""

        def get_translations(self, form: Any) -> Words:
            """Sentences in the reader's language."""
            return Words()


class ReasonForm(BaseForm):
    """A step that needs a reason."""

    reason = TextAreaField(
        _l("Reason"), validators=[DataRequired(), Length(max=2000)], filters=[stripped], render_kw={"rows": 3}
    )


class EmptyForm(BaseForm):
    """A step that needs nothing typed."""
