"""Forms of the initiatives room: the plan, the work, the conclusion and the end of a cycle."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, FieldList, FloatField, FormField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from council.initiatives.kinds import Bone, Role
from council.initiatives.service import MetricPlan, PlanContent
from council.web.forms import BaseForm, PartForm, text_field, title_field

CAUSES = 3
METRICS = 4


class CausePart(PartForm):
    """A cause and what is done about it."""

    bone = SelectField(
        _l("Where the cause lies"), choices=[(b.value, _l(b.label)) for b in Bone], default="process"
    )
    cause = StringField(_l("Cause"), validators=[Length(max=500)])
    countermeasure = StringField(_l("Countermeasure"), validators=[Length(max=500)])


class MetricPart(PartForm):
    """A metric, its role and where it should be."""

    metric_id = SelectField(_l("Metric"), coerce=int)
    role = SelectField(_l("Role"), choices=[(r.value, _l(r.label)) for r in Role])
    direction = SelectField(
        _l("Better is"), choices=[("up", _l("higher")), ("down", _l("lower")), ("neutral", _l("neither"))]
    )
    target_value = FloatField(_l("Target value"), validators=[Optional()])


class PlanForm(BaseForm):
    """All that Plan fixes before Do begins."""

    problem = text_field(_l("The problem, with its figures"), rows=5, max_length=10_000)
    causes = FieldList(FormField(CausePart), label=_l("Causes and countermeasures"), min_entries=CAUSES)
    metrics = FieldList(FormField(MetricPart), label=_l("Metrics"), min_entries=METRICS)
    baseline_from = DateField(_l("Baseline from"), validators=[Optional()])
    baseline_to = DateField(_l("Baseline to"), validators=[Optional()])
    baseline_reason = title_field(
        _l("Why this window, if it is not the latest"), required=False, max_length=500
    )
    lag_periods = IntegerField(
        _l("Periods until an effect can show"), default=0, validators=[InputRequired(), NumberRange(0, 24)]
    )
    follow_up_points = IntegerField(
        _l("Follow-up values before Check"), default=6, validators=[InputRequired(), NumberRange(3, 60)]
    )
    due_on = DateField(_l("Target reached by"), validators=[Optional()])
    sponsor_seat_id = SelectField(_l("Sponsor"), coerce=int)

    def content(self) -> PlanContent:
        """What was filled in."""
        chosen = [part for part in self.metrics.data if part["metric_id"]]
        return PlanContent(
            problem=self.problem.data or "",
            causes=[dict(part) for part in self.causes.data],
            metrics=[
                MetricPlan(part["metric_id"], part["role"], part["direction"], part["target_value"])
                for part in chosen
            ],
            baseline_from=self.baseline_from.data,
            baseline_to=self.baseline_to.data,
            baseline_reason=self.baseline_reason.data or "",
            lag_periods=self.lag_periods.data or 0,
            follow_up_points=self.follow_up_points.data or 6,
            due_on=self.due_on.data,
            sponsor_seat_id=self.sponsor_seat_id.data or None,
        )


class StepForm(BaseForm):
    """A piece of work."""

    text = title_field(_l("What is to be done"), max_length=500)
    owner_id = SelectField(_l("Responsible"), coerce=int, validators=[DataRequired()])
    due_on = DateField(_l("Due on"), validators=[DataRequired()])


class ImplementForm(BaseForm):
    """The day the change took effect."""

    on = DateField(_l("Day of implementation"), validators=[DataRequired()])


class ConclusionForm(BaseForm):
    """What a person concludes, beside the computed verdict."""

    answer = SelectField(_l("In short"))
    conclusion = text_field(_l("Conclusion"), required=True, rows=5, max_length=10_000)
    difference_reason = text_field(_l("Why it differs from the computed verdict"), rows=2, max_length=5_000)
    attribution = text_field(_l("What else happened that may explain it"), rows=2, max_length=5_000)
    guardrail_note = text_field(_l("What the guardrails show"), rows=2, max_length=5_000)


class CloseForm(BaseForm):
    """How the cycle ends, and what is kept."""

    outcome = SelectField(_l("Outcome"))
    policy_ref = SelectField(_l("Policy version it became"), validators=[Optional()])
    no_document_reason = text_field(_l("Or why no document is needed"), rows=2, max_length=2_000)
    control_owner_id = SelectField(_l("Who keeps watch"), coerce=int)
    yokoten = text_field(_l("Where else it applies"), rows=2, max_length=5_000)
    lessons = text_field(_l("What was learnt"), required=True, rows=4, max_length=10_000)
