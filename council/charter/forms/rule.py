"""What the form of every kind of rule shares: from the rule to its fields and back, refusals beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any, ClassVar, Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from council.charter import queries, shares
from council.charter.paths import rule_at
from council.core.errors import Refused
from council.core.saying import Both, Say
from council.i18n import spoken
from council.web.forms import BaseForm


class RuleForm(BaseForm):
    """A sentence with choices. Fields carry the names of the rule's parts, so that a refusal finds its place."""

    RULE: ClassVar[type]
    ROWS: ClassVar[tuple[tuple[str, ...], ...]]
    SHARES: ClassVar[tuple[str, ...]] = ()
    ASIDE: ClassVar[Mapping[str, str]] = {}
    """Where a refusal about a part goes that has no field of its own name."""
    path: str = ""
    """Which rule of the draft this form is about."""

    article = SelectField(
        _l("Article that this rule implements"), validators=[DataRequired()], choices=list[SelectChoice]()
    )
    everywhere = BooleanField(
        _l("The same for every class of decisions"),
        description=_l("Ticked, this rule is written into all five classes."),
    )

    alongside = BooleanField(_l("The same for the other classes that stand on this article"))

    @classmethod
    def of(
        cls,
        rule: Any,
        *,
        articles: Sequence[SelectChoice],
        names: Mapping[str, Both] | None = None,
        one_class: bool = False,
        others: Sequence[Say] = (),
    ) -> Self:
        """The form filled with a rule (None: a rule that is switched off); `names` are those of the seats, `others`
        the classes of decisions whose rule stands on the same article."""
        form = cls(data=cls.filled(rule))
        form.article.choices = [SelectChoice("", _l("Choose an article")), *articles]
        if not one_class:
            del form.everywhere
        if others:
            form.alongside.description = gettext(
                "Ticked, it also holds for: %(classes)s.", classes=spoken(others)
            )
        else:
            del form.alongside
        form.prepare(rule, names or {})
        return form

    @classmethod
    def filled(cls, rule: Any) -> dict[str, Any]:
        """The values of the fields that say this rule."""
        if rule is None:
            return {}
        values = {each.name: getattr(rule, each.name) for each in fields(rule)}
        for name in cls.SHARES:
            values |= cls._of_share(name, values[name])
        return values

    @staticmethod
    def _of_share(name: str, share: Fraction | None) -> dict[str, str]:
        if share is None:
            return {name: "none"}
        if share in shares.READY:
            return {name: shares.written(share)}
        return {name: shares.OTHER, f"{name}_typed": shares.written(share)}

    def prepare(self, rule: Any, names: Mapping[str, Both]) -> None:
        """Choices that depend on the council."""

    def rule(self, base: Any) -> Any:
        """The rule that the fields say; what the form does not show stays as in `base`."""
        values = self.values() | {"article": self.article.data}
        return self.RULE(**values) if base is None else replace(base, **values)

    def values(self) -> dict[str, Any]:
        """The parts of the rule, taken from the fields of the same names."""
        names = {each.name for each in fields(self.RULE)}
        found = {field.short_name: field.data for field in self if field.short_name in names}
        return found | {name: self.picked(name) for name in self.SHARES}

    def picked(self, name: str) -> Fraction | None:
        """The share that was picked or typed."""
        picked = self[name].data
        if picked == shares.OTHER:
            return shares.typed(self[f"{name}_typed"].data or "", field=f"{name}_typed")
        return None if picked in (None, "none") else Fraction(picked)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Its validators, and every typed share a share."""
        good = super().validate(*args, **kwargs)
        for name in self.SHARES:
            if self[name].errors:
                continue
            try:
                self.picked(name)
            except Refused as refused:
                self.refuse(refused)
                good = False
        return good

    def kept(self, thing: Any) -> dict[str, Any]:
        """The rule as it stands in the draft now, where somebody else was faster."""
        values = self.filled(rule_at(queries.rules_of(thing), self.path))
        values |= {f"{name}_typed": values.get(f"{name}_typed", "") for name in self.SHARES}
        return {field.name: values[field.name] for field in self if field.name in values}

    def refuse(self, refused: Refused) -> None:
        """A refusal about a typed share stands beside what was typed."""
        name = self.ASIDE.get(refused.field or "", refused.field or "")
        if name in self.SHARES and self[name].data == shares.OTHER:
            name = f"{name}_typed"
        super().refuse(Refused(refused.key, field=name, **refused.params))
