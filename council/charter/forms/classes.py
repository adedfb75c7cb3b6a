"""Forms of the rules that each class of decisions has: quorum, majority, methods, conflict limit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice

from council.charter.forms.choices import (
    BoundField,
    ManyField,
    WordField,
    count_field,
    share_field,
    typed_field,
    words,
)
from council.charter.forms.rule import RuleForm
from council.charter.kinds import QUORUM_BASES, Basis, Method, Tie
from council.charter.rules import ConflictLimit, Majority, Methods, Quorum
from council.charter.wording import seat
from council.core.saying import Both
from council.i18n import say

SEAT_KINDS = ("chair", "representative", "specialist")


class QuorumForm(RuleForm):
    """How many must be there."""

    RULE = Quorum
    SHARES = ("fraction",)
    ROWS = (
        ("strict", "fraction", "basis"),
        ("fraction_typed",),
        ("minimum", "all_but"),
        ("must_be_present",),
        ("recused_counts",),
    )

    strict = BoundField(_l("There must be"))
    fraction = share_field(_l("Share"))
    fraction_typed = typed_field()
    basis = WordField(_l("of"), Basis, QUORUM_BASES)
    minimum = count_field(
        _l("Never fewer than"),
        hint=_l("Seats, however many are vacant. Three is wise: two could decide alone."),
    )
    all_but = count_field(
        _l("At most absent"), required=False, hint=_l("Leave empty when the share alone decides.")
    )
    must_be_present = ManyField(_l("These must be present"), choices=list[SelectChoice]())
    recused_counts = BooleanField(_l("A recused member counts towards the quorum"))

    def prepare(self, rule: Any, names: Mapping[str, Both]) -> None:
        """Kinds of seats, then single ones; what the rule names already is always among them."""
        single = {token: say("charter.seat.single", name=name) for token, name in names.items()}
        tokens = dict.fromkeys((*SEAT_KINDS, *names, *(rule.must_be_present if rule else ())))
        self.must_be_present.choices = [
            SelectChoice(each, single.get(each) or say(seat(each))) for each in tokens
        ]

    def values(self) -> dict[str, Any]:
        """Its parts."""
        return super().values() | {"must_be_present": tuple(self.must_be_present.data or ())}


class MajorityForm(RuleForm):
    """How many yes votes carry."""

    RULE = Majority
    SHARES = ("fraction",)
    ROWS = (
        ("strict", "fraction", "basis"),
        ("fraction_typed",),
        ("minimum_yes",),
        ("more_yes_than_no",),
        ("no_votes_against",),
        ("tie",),
    )

    strict = BoundField(_l("The yes votes are"))
    fraction = share_field(_l("Share"))
    fraction_typed = typed_field()
    basis = WordField(_l("of"), Basis)
    minimum_yes = count_field(_l("Yes votes at the least"), hint=_l("Whatever the share comes to."))
    more_yes_than_no = BooleanField(_l("There must be more yes than no votes"))
    no_votes_against = BooleanField(_l("A single vote against defeats the motion"))
    tie = WordField(_l("When yes and no are equal"), Tie)


class MethodsForm(RuleForm):
    """By which methods this class of decisions may be taken."""

    RULE = Methods
    ROWS = (("allowed",),)

    allowed = ManyField(_l("Decisions of this class may be taken by"), choices=words(Method))

    def prepare(self, rule: Any, names: Mapping[str, Both]) -> None:
        """The methods allowed so far come first, in their order."""
        first = rule.allowed if rule else ()
        self.allowed.choices = words([*first, *(each for each in Method if each not in first)])

    def values(self) -> dict[str, Any]:
        """Its parts."""
        return {"allowed": tuple(Method(each) for each in self.allowed.data or ())}


class ConflictForm(RuleForm):
    """With how many recused the council cannot decide; may be switched off."""

    RULE = ConflictLimit
    SHARES = ("share",)
    ROWS = (("limited",), ("share",), ("share_typed",))

    limited = BooleanField(_l("There is a limit for this class of decisions"))
    share = share_field(_l("The council cannot decide when those recused are more than"))
    share_typed = typed_field()

    @classmethod
    def filled(cls, rule: Any) -> dict[str, Any]:
        """Its fields, or none when there is no limit."""
        return super().filled(rule) | {"limited": rule is not None}

    def picked(self, name: str) -> Fraction | None:
        """The share; nobody asks for it where there is no limit."""
        return super().picked(name) if self.limited.data else None

    def rule(self, base: Any) -> Any:
        """The limit, or None."""
        return super().rule(base) if self.limited.data else None

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Without a limit there is no article to name."""
        if not self.limited.data:
            self.article.validators = []
        return super().validate(*args, **kwargs)
