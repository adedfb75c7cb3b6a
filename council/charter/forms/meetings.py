"""Forms of the rules on meetings: presiding, notice, late items, cadence, requisition, minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from council.charter.forms.choices import (
    BoundField,
    WordField,
    count_field,
    share_field,
    typed_field,
    words,
)
from council.charter.forms.rule import RuleForm
from council.charter.kinds import Approval, CastingHolder, Cycle, DayKind, Presides
from council.charter.rules import Cadence, LateItems, MinutesRule, Notice, Presiding, Requisition

STEPS = ("first", "second", "third")


def step_field(label: Any, *, may_be_empty: bool) -> SelectField:
    """One step of the presiding order."""
    nobody = [SelectChoice("", _l("nobody further"))] if may_be_empty else []
    return SelectField(label, choices=[*nobody, *words(Presides)])


class PresidingForm(RuleForm):
    """Who presides, and who breaks a tie."""

    RULE = Presiding
    ROWS = (STEPS, ("casting",), ("chair_votes_first",))
    ASIDE: ClassVar[Mapping[str, str]] = {"order": "first"}

    first = step_field(_l("Presides"), may_be_empty=False)
    second = step_field(_l("if not available"), may_be_empty=True)
    third = step_field(_l("and if neither is"), may_be_empty=True)
    casting = WordField(_l("Casting vote"), CastingHolder)
    chair_votes_first = BooleanField(_l("Its holder also votes in the first round"))

    @classmethod
    def filled(cls, rule: Any) -> dict[str, Any]:
        """The order as three choices."""
        found = super().filled(rule)
        order = [each.value for each in found.pop("order", ())]
        return found | dict(zip(STEPS, [*order, "", "", ""], strict=False))

    def values(self) -> dict[str, Any]:
        """Its parts."""
        order = tuple(Presides(self[step].data) for step in STEPS if self[step].data)
        return super().values() | {"order": order}


class NoticeForm(RuleForm):
    """How long before a meeting it is called, and its papers are in."""

    RULE = Notice
    ROWS = (("days", "day_kind"), ("paper_days", "paper_day_kind"))

    days = count_field(_l("A meeting is called at least so many days before"))
    day_kind = WordField(_l("These days are"), DayKind)
    paper_days = count_field(_l("Papers are handed in at least so many days before"))
    paper_day_kind = WordField(_l("These days are"), DayKind)


class LateItemsForm(RuleForm):
    """Whose consent an item after the call needs."""

    RULE = LateItems
    SHARES = ("fraction",)
    ROWS = (("strict", "fraction"), ("fraction_typed",))

    strict = BoundField(_l("An item after the call needs the consent of"))
    fraction = share_field(_l("of those present"))
    fraction_typed = typed_field()


class CadenceForm(RuleForm):
    """How often the council meets."""

    RULE = Cadence
    ROWS = (("every", "unit"),)

    every = count_field(_l("The council meets at least once every"))
    unit = WordField(_l("Unit"), Cycle)


class RequisitionForm(RuleForm):
    """How many members can require a meeting."""

    RULE = Requisition
    ROWS = (("members",),)

    members = count_field(_l("Members who together can require an extraordinary meeting"))


class MinutesForm(RuleForm):
    """When minutes go round and how they are approved."""

    RULE = MinutesRule
    ROWS = (("circulate_days", "day_kind"), ("approval", "deemed_days"))

    circulate_days = count_field(_l("Minutes go round within so many days"))
    day_kind = WordField(_l("These days are"), DayKind)
    approval = WordField(_l("They are approved"), Approval)
    deemed_days = count_field(
        _l("Days without objection"),
        required=False,
        hint=_l("Only where they are deemed approved without objection."),
    )
