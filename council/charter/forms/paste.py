"""A whole charter in one go."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from council.charter.pasting import LIMIT
from council.web.forms import BaseForm, text_field

HINT = _l(
    "Markdown: “## 5 Quorum” or “第五条 …” begins an article, “5.1 …” a clause. Leave empty to keep this language."
)


class PasteForm(BaseForm):
    """The text of one language or of both; an empty field leaves that language as it is."""

    en = text_field(_l("Whole text in English"), rows=14, max_length=2 * LIMIT, description=HINT)
    zh = text_field(_l("Whole text in Chinese"), rows=14, max_length=2 * LIMIT, description=HINT)

    def texts(self) -> dict[str, str]:
        """What was pasted, by language."""
        return {"en": self.en.data or "", "zh": self.zh.data or ""}
