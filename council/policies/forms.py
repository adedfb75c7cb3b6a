"""Forms of the policies room."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from council.policies.rules import BODY_MAX, INTERVAL_MAX, Category
from council.policies.service import PolicyFacts, VersionContent
from council.web.forms import BaseForm, stripped, text_field, title_field


class PolicyForm(BaseForm):
    """What a policy is, beside its texts."""

    slug = title_field(_l("Address"), max_length=60)
    name_en = title_field(_l("Title in English"))
    name_zh = title_field(_l("Title in Chinese"))
    category = SelectField(_l("Category"))
    owner_seat_id = SelectField(_l("Owner seat"), coerce=int)
    audience_en = title_field(_l("Who it is for, in English"), required=False)
    audience_zh = title_field(_l("Who it is for, in Chinese"), required=False)
    review_months = IntegerField(
        _l("Reviewed every so many months"), validators=[InputRequired(), NumberRange(1, INTERVAL_MAX)]
    )

    def facts(self) -> PolicyFacts:
        """What was filled in."""
        return PolicyFacts(
            name_en=self.name_en.data or "",
            name_zh=self.name_zh.data or "",
            category=self.category.data or Category.SERVICE.value,
            owner_seat_id=self.owner_seat_id.data or None,
            audience_en=self.audience_en.data or "",
            audience_zh=self.audience_zh.data or "",
            review_months=self.review_months.data,
        )


class VersionForm(BaseForm):
    """The texts of a version in both languages, and what is said about it."""

    body_en = text_field(_l("English text"), rows=22, max_length=BODY_MAX)
    body_zh = text_field(_l("Chinese text"), rows=22, max_length=BODY_MAX)
    authoritative_lang = SelectField(
        _l("Which text decides when they differ"), choices=[("zh", _l("Chinese")), ("en", _l("English"))]
    )
    change_summary = text_field(_l("What changes and why"), rows=3, max_length=2_000)
    lang = SelectField(_l("Language of the summary"), choices=[("en", _l("English")), ("zh", _l("Chinese"))])
    planned_from = DateField(_l("Planned to be in force from"), validators=[Optional()])
    legal_asked = BooleanField(_l("Ask legal counsel for a review"))

    def content(self) -> VersionContent:
        """What was filled in."""
        return VersionContent(
            body_en=self.body_en.data or "",
            body_zh=self.body_zh.data or "",
            change_summary=self.change_summary.data or "",
            lang=self.lang.data or "en",
            authoritative_lang=self.authoritative_lang.data or "zh",
            planned_from=self.planned_from.data,
            legal_asked=bool(self.legal_asked.data),
        )


class LegalForm(BaseForm):
    """Legal counsel's note."""

    note = TextAreaField(
        _l("What legal counsel notes"),
        validators=[DataRequired(), Length(max=5_000)],
        filters=[stripped],
        render_kw={"rows": 5},
    )
