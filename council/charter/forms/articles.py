"""One article or clause in both languages: its text, a new one, another number."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, StringField
from wtforms.validators import DataRequired, Regexp

from council.charter.models import CharterArticle
from council.charter.texts import NUMBER, ArticleText
from council.web.forms import BaseForm, stripped, text_field, title_field


def number_field() -> Field:
    """The number of an article (5) or of a clause (5.2)."""
    return StringField(
        _l("Number"),
        validators=[
            DataRequired(),
            Regexp(NUMBER, message=_l("An article has a number such as 5, a clause one such as 5.2.")),
        ],
        filters=[stripped],
        description=_l("5 for an article, 5.2 for a clause of article 5."),
        render_kw={"maxlength": 7, "autocomplete": "off"},
    )


class ArticleForm(BaseForm):
    """One article or clause in both languages."""

    title_en = title_field(_l("Title in English"), required=False)
    title_zh = title_field(_l("Title in Chinese"), required=False)
    body_en = text_field(_l("Text in English"), rows=8)
    body_zh = text_field(_l("Text in Chinese"), rows=8)
    translated = BooleanField(
        _l("The translation follows"),
        description=_l(
            "Tick this when both languages say the same again. Left unticked, a change of the authoritative "
            "text flags the translation as lagging; readers are told."
        ),
    )

    @classmethod
    def of(cls, article: CharterArticle) -> ArticleForm:
        """The form filled with an article."""
        return cls(obj=article)

    def text(self, number: str) -> ArticleText:
        """What was typed."""
        return ArticleText(
            number,
            self.title_en.data or "",
            self.title_zh.data or "",
            self.body_en.data or "",
            self.body_zh.data or "",
        )


class AddForm(ArticleForm):
    """A new article or clause."""

    number = number_field()


class NumberForm(BaseForm):
    """Another number for an article or clause; rules that stand on it follow."""

    number = number_field()
