"""Forms of imports: the file, what each column holds, and the reason of what is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from council.i18n import spoken
from council.metrics.importing.layout import OF_METRIC, Role
from council.metrics.models import Import, Metric
from council.web.forms import BaseForm, stripped


class FileForm(BaseForm):
    """A file of values."""

    file = FileField(_l("File"), validators=[FileRequired()], render_kw={"accept": ".csv,.xlsx,.txt"})


class TakeForm(BaseForm):
    """The file that was looked at, by its hash, and why recorded values are corrected."""

    sheet = HiddenField()
    reason = StringField(
        _l("Why recorded values are corrected"), validators=[Length(max=500)], filters=[stripped]
    )
    lang = SelectField(
        _l("Written in"), choices=[SelectChoice("en", "English"), SelectChoice("zh", "简体中文")]
    )


def mapping_form(found: Import, metrics: Sequence[Metric], roles: Sequence[str], decimals: str) -> Any:
    """A choice for each column: what it holds, or whose values."""
    choices = [SelectChoice(role.value, gettext(role.label)) for role in Role]
    choices += [
        SelectChoice(OF_METRIC + one.code, gettext("values of %(metric)s", metric=spoken(one.name)))
        for one in metrics
    ]
    fields: dict[str, Any] = {
        f"c{at}": SelectField(
            name or gettext("Column %(number)s", number=at + 1), choices=choices, default=roles[at]
        )
        for at, name in enumerate(found.columns)
    }
    fields["decimals"] = SelectField(
        _l("How decimals are written"),
        choices=[
            SelectChoice("", _l("as the numbers of each column show")),
            SelectChoice(".", "1,234.5"),
            SelectChoice(",", "1.234,5"),
        ],
        default=decimals,
    )
    fields["roles"] = property(lambda form: [form[f"c{at}"].data for at in range(len(found.columns))])
    form = type("MappingForm", (BaseForm,), fields)()
    form.columns = [form[f"c{at}"] for at in range(len(found.columns))]
    return form
