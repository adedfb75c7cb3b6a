"""Forms of the charter: beginning a draft, saying what it changes, editing one article in both languages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from council.charter.models import CharterArticle, CharterVersion
from council.charter.texts import ArticleText
from council.web.forms import BaseForm, text_field, title_field


class DraftForm(BaseForm):
    """What a version changes, in which language that is written, and from when it shall be in force."""

    change_summary = text_field(
        _l("What changes, and why"),
        required=True,
        rows=4,
        max_length=4000,
        description=_l("Two or three sentences for those who will vote on it."),
    )
    lang = SelectField(_l("Written in"), choices=[SelectChoice("en", "English"), SelectChoice("zh", "中文")])
    in_force_from = DateField(
        _l("In force from"),
        validators=[Optional()],
        description=_l("Leave empty for the day of the decision."),
    )

    @classmethod
    def of(cls, version: CharterVersion) -> DraftForm:
        """The form filled with a draft."""
        return cls(obj=version)


class ArticleForm(BaseForm):
    """One article or clause in both languages."""

    title_en = title_field(_l("Title in English"), required=False)
    title_zh = title_field(_l("Title in Chinese"), required=False)
    body_en = text_field(_l("Text in English"), rows=8)
    body_zh = text_field(_l("Text in Chinese"), rows=8)
    translated = BooleanField(
        _l("Both languages say the same"),
        default=True,
        description=_l("Leave unticked when the translation still lags behind; readers are told."),
    )

    @classmethod
    def of(cls, article: CharterArticle) -> ArticleForm:
        """The form filled with an article."""
        return cls(obj=article, translated=not article.stale)

    def text(self, number: str) -> ArticleText:
        """What was typed."""
        return ArticleText(
            number,
            self.title_en.data or "",
            self.title_zh.data or "",
            self.body_en.data or "",
            self.body_zh.data or "",
        )
