"""Forms of the rules on members and on deciding outside a meeting, and on reviewing policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from council.charter.forms.choices import BoundField, WordField, count_field, share_field, typed_field
from council.charter.forms.rule import RuleForm
from council.charter.kinds import DayKind
from council.charter.rules import (
    Alternates,
    DepartmentCap,
    LazyConsensus,
    PolicyReview,
    Terms,
    WrittenResolution,
)


class TermsForm(RuleForm):
    """How long, how often in a row, how often in all."""

    RULE = Terms
    ROWS = (("months",), ("consecutive", "lifetime"))

    months = count_field(_l("A term lasts so many months"))
    consecutive = count_field(
        _l("Terms that may follow one another"), required=False, hint=_l("Leave empty for no limit.")
    )
    lifetime = count_field(_l("Terms in all"), required=False, hint=_l("Leave empty for no limit."))


class DepartmentCapForm(RuleForm):
    """How many voting seats one department may hold."""

    RULE = DepartmentCap
    SHARES = ("share",)
    ROWS = (("most",), ("share",), ("share_typed",))

    most = count_field(
        _l("A department may hold at most so many voting seats"),
        required=False,
        hint=_l("Leave empty for no limit."),
    )
    share = share_field(_l("and no more than this share of all voting seats"), none=_l("no such share"))
    share_typed = typed_field()


class AlternatesForm(RuleForm):
    """Whether seats have alternates, and what those may do."""

    RULE = Alternates
    ROWS = (("may",),)
    ASIDE: ClassVar[Mapping[str, str]] = {"allowed": "may", "voting": "may"}

    may = SelectField(
        _l("While the holder of a seat is out, an alternate"),
        choices=[
            SelectChoice("vote", _l("speaks and votes")),
            SelectChoice("speak", _l("speaks but does not vote")),
            SelectChoice("none", _l("does not exist: seats have no alternates")),
        ],
    )

    @classmethod
    def filled(cls, rule: Any) -> dict[str, Any]:
        """Two marks as one choice."""
        found = super().filled(rule)
        allowed, voting = found.pop("allowed"), found.pop("voting")
        return found | {"may": "none" if not allowed else "vote" if voting else "speak"}

    def values(self) -> dict[str, Any]:
        """Its parts."""
        return {"allowed": self.may.data != "none", "voting": self.may.data == "vote"}


class ReviewForm(RuleForm):
    """How often policies are looked at again."""

    RULE = PolicyReview
    ROWS = (("months",),)

    months = count_field(_l("Every policy is reviewed at least every so many months"))


class LazyForm(RuleForm):
    """Adopted when nobody objects."""

    RULE = LazyConsensus
    ROWS = (("hours",), ("minimum_approvals", "all_but"))

    hours = count_field(_l("Adopted after so many hours without objection"))
    minimum_approvals = count_field(_l("Approvals at the least"), hint=_l("0 when silence is enough."))
    all_but = count_field(
        _l("All entitled members must approve but so many"),
        required=False,
        hint=_l("Leave empty when a number of approvals is enough."),
    )


class WrittenForm(RuleForm):
    """Decided by letter."""

    RULE = WrittenResolution
    SHARES = ("answer_share",)
    ROWS = (
        ("days", "day_kind"),
        ("answer_strict", "answer_share"),
        ("answer_share_typed",),
        ("force_meeting",),
    )

    days = count_field(_l("A written resolution stays open so many days"))
    day_kind = WordField(_l("These days are"), DayKind)
    answer_strict = BoundField(_l("There must answer"))
    answer_share = share_field(_l("of the members entitled to vote"))
    answer_share_typed = typed_field()
    force_meeting = count_field(
        _l("Members who can force a meeting instead"),
        required=False,
        hint=_l("Leave empty when nobody can."),
    )
