"""The proposal form: what the council is asked, and which metrics it is meant to move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length, Optional

from council.charter.kinds import DecisionClass
from council.i18n import LANGUAGES, spoken
from council.metrics.models import Metric
from council.proposals.models import Proposal
from council.proposals.rules import AIM_MAX, ProposalContent
from council.web.forms import BaseForm, stripped, text_field, title_field


class ProposalForm(BaseForm):
    """One column of questions; the metrics are added for each request by `form_for`."""

    title = title_field(_l("Title"), description=_l("What shall be decided, in a few words."))
    lang = SelectField(
        _l("Written in"),
        choices=list(LANGUAGES.items()),
        description=_l("Write in the language you like; readers are shown which it is."),
    )
    problem = text_field(
        _l("Problem"), description=_l("What happens now, to whom, how often. Numbers help."), rows=6
    )
    request = text_field(
        _l("Text to be decided"),
        description=_l("The sentence the council votes on, as it shall stand in the minutes."),
        rows=5,
    )
    benefit = text_field(
        _l("Expected benefit"), description=_l("What gets better, for whom, and at what cost."), rows=4
    )
    decision_class = SelectField(
        _l("Kind of decision"),
        description=_l("The charter sets quorum and majority by the kind of decision."),
    )
    metrics: Sequence[Metric] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision_class.choices = [(one.value, gettext(one.label)) for one in DecisionClass]

    def rows(self) -> list[tuple[Metric, Any, Any]]:
        """Each metric with its tick and its aim."""
        return [(one, self[f"metric_{one.id}"], self[f"aim_{one.id}"]) for one in self.metrics]

    @property
    def chosen(self) -> int:
        """How many metrics are ticked."""
        return sum(bool(tick.data) for _, tick, _ in self.rows())

    def content(self) -> ProposalContent:
        """What was typed; an aim without a tick counts as chosen."""
        aims = {one.id: aim.data or "" for one, tick, aim in self.rows() if tick.data or aim.data}
        return ProposalContent(
            title=self.title.data or "",
            lang=self.lang.data,
            problem=self.problem.data or "",
            request=self.request.data or "",
            benefit=self.benefit.data or "",
            decision_class=self.decision_class.data,
            aims=aims,
        )


def form_for(metrics: Sequence[Metric], proposal: Proposal | None = None, **start: Any) -> ProposalForm:
    """The form with a tick and an aim for each metric, filled with a proposal."""
    fields: dict[str, Any] = {"metrics": metrics}
    for one in metrics:
        name = spoken(one.name)
        fields[f"metric_{one.id}"] = BooleanField(name)
        fields[f"aim_{one.id}"] = StringField(
            gettext("Aim for %(metric)s", metric=name),
            validators=[Optional(), Length(max=AIM_MAX)],
            filters=[stripped],
        )
    made: type[ProposalForm] = type("ProposalFormWithMetrics", (ProposalForm,), fields)
    for named in proposal.metrics if proposal else ():
        start[f"metric_{named.metric_id}"] = True
        start[f"aim_{named.metric_id}"] = named.aim
    return made(obj=proposal, **start)
