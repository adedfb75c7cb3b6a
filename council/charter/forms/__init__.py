"""Forms of the charter's desk: drafts, articles, whole texts, and each kind of rule."""

from council.charter.forms.articles import AddForm, ArticleForm, NumberForm
from council.charter.forms.choices import article_choices
from council.charter.forms.drafts import DraftForm
from council.charter.forms.kinds import FORMS
from council.charter.forms.paste import PasteForm
from council.charter.forms.rule import RuleForm

__all__ = [
    "FORMS",
    "AddForm",
    "ArticleForm",
    "DraftForm",
    "NumberForm",
    "PasteForm",
    "RuleForm",
    "article_choices",
]
