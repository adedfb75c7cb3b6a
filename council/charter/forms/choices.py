"""The fields that rules are chosen with: words from closed lists, bounds, shares, counts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from council import i18n
from council.charter import shares
from council.charter.codec import LARGEST
from council.charter.models import CharterVersion
from council.core.states import State
from council.web.forms import stripped

EXCERPT = 48
NAMES = {
    Fraction(1, 2): _l("half"),
    Fraction(2, 3): _l("two thirds"),
    Fraction(3, 4): _l("three quarters"),
    Fraction(1): _l("all"),
    Fraction(1, 3): _l("one third"),
    Fraction(1, 4): _l("a quarter"),
}


def words(kinds: Iterable[State]) -> list[SelectChoice]:
    """Choices of a closed list in the reader's language."""
    return [SelectChoice(each.value, _l(each.label)) for each in kinds]


class WordField(SelectField):
    """One word of a closed list."""

    def __init__(self, label: Any, kind: type[State], kinds: Iterable[State] = (), **options: Any) -> None:
        super().__init__(label, choices=words(tuple(kinds) or kind), coerce=kind, **options)


class BoundField(SelectField):
    """ "more than" or "at least": whether a share is strict."""

    def __init__(self, label: Any, **options: Any) -> None:
        bounds = [SelectChoice("more", _l("more than")), SelectChoice("least", _l("at least"))]
        super().__init__(label, choices=bounds, coerce=self._bound, **options)

    @staticmethod
    def _bound(value: Any) -> bool:
        if isinstance(value, bool):
            return value
        if value not in ("more", "least"):
            raise ValueError(value)
        return bool(value == "more")


class ManyField(SelectMultipleField):
    """Checkboxes, in the order in which they are shown."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def share_field(label: Any, *, none: Any = None) -> SelectField:
    """A share picked by its name; beside it stands `typed_field` for any other."""
    listed = [SelectChoice("none", none)] if none else []
    listed += [SelectChoice(shares.written(each), NAMES[each]) for each in shares.READY]
    return SelectField(label, choices=[*listed, SelectChoice(shares.OTHER, _l("another share"))])


def typed_field() -> StringField:
    """A share in two whole numbers."""
    return StringField(
        _l("The other share"),
        filters=[stripped],
        render_kw={"placeholder": "3/5", "maxlength": 20, "autocomplete": "off"},
        description=_l("Only with “another share”: two whole numbers, such as 3/5."),
    )


def count_field(label: Any, *, required: bool = True, hint: Any = "") -> IntegerField:
    """A whole number; left empty where there is no such rule."""
    first = InputRequired() if required else Optional()
    return IntegerField(label, validators=[first, NumberRange(min=0, max=LARGEST)], description=hint)


def article_choices(version: CharterVersion) -> list[SelectChoice]:
    """The articles and clauses of a version, each clause under its article, in the reader's language."""
    lang, found, group = i18n.lang(), list[SelectChoice](), ""
    for each in version.articles:
        words, spoken = each.body(lang)
        if not each.is_clause:
            title = each.title_zh if lang == "zh" else each.title_en
            group = gettext("Article %(number)s", number=each.number) + (f" {title}" if title else "")
        begun: Any = words.replace("\n", " ").replace("*", "") if spoken == lang else ""
        begun = begun if len(begun) <= EXCERPT else begun[:EXCERPT].rstrip() + "…"
        found.append(SelectChoice(each.number, f"{each.number} {begun}".strip(), optgroup=group))
    return found
