"""Forms of metrics: a value, a target, a definition, a rebase, what came of looking."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from council.i18n import say, spoken
from council.metrics.importing.numbers import NotANumber, Read, read_number
from council.metrics.kinds import Category, Finding, MetricKind, TargetKind
from council.metrics.naming import period_name
from council.metrics.periods import Frequency, Period, last_complete, parse
from council.metrics.service import MetricContent
from council.metrics.spc.shapes import Direction
from council.web.forms import BaseForm, stripped, text_field, title_field

BACK = 24
"""How many past periods the record form offers."""
SHOWN = 40
"""How much of what was typed a refusal repeats."""


class NumberField(StringField):
    """A number as people type it: 1,234.5, 1 234,5, 91.2%, full-width digits; `data` is a float or None.

    A point is read as the decimal sign wherever it can be one, as both languages of the portal write it.
    """

    signed = False
    """Whether a percent sign followed what was typed."""

    def __init__(self, label: Any = None, *, percent: bool = True, **options: Any) -> None:
        super().__init__(label, **options)
        self.percent = percent
        """Whether a percent sign may follow: not where the number is none of percent."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.typed = valuelist[0] if valuelist else ""
        text, self.data = self.typed.strip(), None
        if text:
            try:
                read = _read(text)
            except NotANumber:
                raise ValueError(say("metrics.no_number_read", text=self.typed[:SHOWN])) from None
            self.data, self.signed = read.number, read.percent

    def pre_validate(self, form: Any) -> None:
        if self.signed and not self.percent:
            raise ValidationError(say("metrics.no_percent"))

    def _value(self) -> str:
        if getattr(self, "typed", ""):
            return str(self.typed)
        return "" if self.data is None else f"{self.data:.12g}"


def _read(text: str) -> Read:
    if any(unicodedata.category(sign) == "No" for sign in text):  # 5² is not 52
        raise NotANumber(text)
    try:
        return read_number(text)
    except NotANumber:
        return read_number(text, ",")


class LanguageOfText(BaseForm):
    """Free text knows its language."""

    lang = SelectField(_l("Written in"), choices=[("en", "English"), ("zh", "简体中文")])


class ValueForm(LanguageOfText):
    """One value for one period."""

    period_start = SelectField(_l("Period"), validate_choice=False)
    value = NumberField(_l("Value"), render_kw={"inputmode": "decimal"})
    numerator = NumberField(_l("Numerator"), percent=False, render_kw={"inputmode": "decimal"})
    denominator = NumberField(_l("Denominator"), percent=False, render_kw={"inputmode": "decimal"})
    sample = IntegerField(_l("Sample size"), validators=[Optional()])
    level = title_field(_l("How it stands, in words"), required=False)
    note = text_field(_l("Note"), rows=2, max_length=1000)

    def offer(self, frequency: Frequency, taken: Sequence[date], today: date) -> None:
        """The last periods that are over and have no value, newest first; the oldest gap after them is chosen."""
        last = last_complete(today, frequency)
        free = [p for k in range(BACK) if (p := last.plus(-k)).start not in taken]
        self.period_start.choices = [(p.start.isoformat(), spoken(period_name(p))) for p in free]
        if not self.is_submitted() and free:
            newest = max(taken, default=None)
            after = [p for p in free if newest is None or p.start > newest]
            self.period_start.data = (after[-1] if newest and after else free[0]).start.isoformat()

    def period(self, frequency: Frequency) -> date | None:
        """The first day of the chosen period as it was sent; None, with an error, when it is no day."""
        text = str(self.period_start.data or "")
        try:
            return date.fromisoformat(text)
        except ValueError:
            try:
                return parse(text, frequency).start
            except ValueError:
                self.period_start.errors = [say("metrics.no_day")]
                return None

    def content(self) -> dict[str, Any]:
        """What the service takes."""
        names = ("value", "numerator", "denominator", "sample")
        return {name: self[name].data for name in names} | {
            "level": self.level.data or "", "note": self.note.data or "", "lang": self.lang.data,
        }  # fmt: skip


class CorrectionForm(ValueForm):
    """Another value in the place of one recorded."""

    note = text_field(_l("Reason for the correction"), rows=2, max_length=1000, required=True)


class TargetForm(BaseForm):
    """What is wanted from a day on."""

    kind = SelectField(_l("Kind of target"))
    value = NumberField(
        _l("Value"), description=_l("For a change: the percentage, such as −10. For a band: its lower edge.")
    )
    upper = NumberField(_l("Upper edge of the band"))
    baseline_from = DateField(
        _l("Baseline from"),
        validators=[Optional()],
        description=_l("Only for a change against a baseline: the window it is measured against."),
    )
    baseline_to = DateField(_l("Baseline to"), validators=[Optional()])
    text_en = title_field(_l("In English words"), required=False)
    text_zh = title_field(_l("In Chinese words"), required=False)
    since = DateField(_l("Holds from"), validators=[InputRequired()])
    decision_ref = SelectField(_l("By which decision"), validators=[Optional()])

    def offer(self, qualitative: bool, decisions: Sequence[tuple[str, str]]) -> None:
        """The kinds that fit the metric, and the decisions that concern it."""
        kinds = [k for k in TargetKind if (k is TargetKind.QUALITATIVE) == qualitative]
        self.kind.choices = [(k.value, gettext(k.label)) for k in kinds]
        self.decision_ref.choices = [("", gettext("Not by a decision of the council")), *decisions]


class RebaseForm(LanguageOfText):
    """Limits start anew, by a decision."""

    BESIDE: ClassVar = {"period_start": "from_period"}

    from_period = SelectField(_l("First period of the new limits"), validators=[DataRequired()])
    decision_ref = SelectField(_l("By which decision"), validators=[DataRequired()])
    reason = text_field(_l("Reason"), rows=3, max_length=2000, required=True)


class ReviewForm(LanguageOfText):
    """What the council found when it looked at the set of metrics."""

    reviewed_on = DateField(_l("Reviewed on"), validators=[InputRequired()])
    text = text_field(_l("What stays, what goes, what is missing"), rows=5, max_length=4000, required=True)


class LookForm(LanguageOfText):
    """What came of looking at a signal."""

    finding = SelectField(_l("What came of it"))
    text = text_field(_l("What was looked at, and what was found"), rows=3, max_length=2000, required=True)

    def offer(self) -> None:
        self.finding.choices = [(f.value, gettext(f.label)) for f in (Finding.CAUSE, Finding.NONE)]


class DismissForm(LanguageOfText):
    """Why a concern needs no agenda."""

    reason = text_field(_l("Why it needs no place on an agenda"), rows=2, max_length=2000, required=True)


class MetricForm(BaseForm):
    """A definition."""

    BESIDE: ClassVar = {"period_start": "from_period"}

    code = StringField(
        _l("Code"),
        validators=[DataRequired(), Length(max=31)],
        filters=[stripped],
        description=_l("Small letters, digits and hyphens; it stands in addresses and stays."),
    )
    name_en = title_field(_l("Name in English"))
    name_zh = title_field(_l("Name in Chinese"))
    category = SelectField(_l("Group on the scoreboard"))
    kind = SelectField(_l("What it is"))
    direction = SelectField(_l("Which way is better"))
    frequency = SelectField(_l("How often"))
    unit_en = title_field(_l("Unit in English"), required=False, max_length=30)
    unit_zh = title_field(_l("Unit in Chinese"), required=False, max_length=30)
    decimals = IntegerField(_l("Decimals"), validators=[InputRequired(), NumberRange(0, 6)], default=1)
    scale = NumberField(
        _l("A ratio is multiplied by"),
        percent=False,
        description=_l("100 for percent, 1000 for a rate per thousand, otherwise 1."),
    )
    method_en = text_field(_l("Formula in English words"), rows=2, max_length=2000)
    method_zh = text_field(_l("Formula in Chinese words"), rows=2, max_length=2000)
    source = title_field(_l("Where the data come from"), required=False)
    channel_id = SelectField(_l("Channel"))
    owner_seat_id = SelectField(_l("Owner"))
    lag_days = IntegerField(
        _l("Days until a value is there"), validators=[InputRequired(), NumberRange(0, 366)], default=10
    )
    lower_bound = NumberField(_l("Smallest possible value"))
    upper_bound = NumberField(_l("Largest possible value"))
    adds_up = BooleanField(
        _l("Counts add up over time"),
        default=True,
        description=_l("Contacts do: a month holds those of its weeks. What is open at a moment does not."),
    )
    from_period = DateField(
        _l("A new meaning holds from"),
        validators=[Optional()],
        description=_l(
            "Needed when the formula, unit, kind or frequency changes: the first day of a period. "
            "Limits start anew there."
        ),
    )
    reason = text_field(_l("Why the meaning changes"), rows=2, max_length=2000)

    def offer(self, channels: Sequence[tuple[str, str]], owners: Sequence[tuple[str, str]]) -> None:
        """Fill the lists to choose from."""
        for field, kinds in (
            ("category", Category),
            ("kind", MetricKind),
            ("direction", Direction),
            ("frequency", Frequency),
        ):
            self[field].choices = [(k.value, gettext(k.label)) for k in kinds]
        nothing = [("", gettext("none"))]
        self.channel_id.choices = nothing + list(channels)
        self.owner_seat_id.choices = nothing + list(owners)
        if self.scale.data is None and not self.is_submitted():
            self.scale.data = 1.0

    def validate_scale(self, field: NumberField) -> None:
        if field.data is None:
            raise ValidationError(say("core.required"))

    def content(self) -> MetricContent:
        """What the service takes."""
        names = MetricContent.__dataclass_fields__
        found = {name: self[name].data for name in names}
        for name in ("channel_id", "owner_seat_id"):
            found[name] = int(found[name]) if found[name] else None
        return MetricContent(**found)


def period_choices(periods: Sequence[Period]) -> list[tuple[str, str]]:
    """Periods as choices, newest first."""
    return [(p.start.isoformat(), spoken(period_name(p))) for p in reversed(periods)]
