"""Forms of reports: which quarter, and what management is told first."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import DataRequired

from council.reports.models import Report
from council.reports.rules import MESSAGE_MAX
from council.web.forms import BaseForm, text_field


class BeginForm(BaseForm):
    """Which quarter the report is about."""

    code = SelectField(_l("Quarter"), validators=[DataRequired()])


class MessageForm(BaseForm):
    """The message and the decisions asked, in both languages."""

    message_en = text_field(
        _l("Message in English"), rows=8, max_length=MESSAGE_MAX, render_kw={"lang": "en"}
    )
    message_zh = text_field(
        _l("Message in Chinese"), rows=8, max_length=MESSAGE_MAX, render_kw={"lang": "zh-Hans"}
    )
    asked_en = text_field(
        _l("Decisions asked, in English"), rows=5, max_length=2000, render_kw={"lang": "en"}
    )
    asked_zh = text_field(
        _l("Decisions asked, in Chinese"), rows=5, max_length=2000, render_kw={"lang": "zh-Hans"}
    )

    @classmethod
    def of(cls, report: Report) -> MessageForm:
        """The form as the report stands; what was sent wins."""
        return cls(
            message_en=report.message_en,
            message_zh=report.message_zh,
            asked_en="\n".join(one["en"] for one in report.asked if one["en"]),
            asked_zh="\n".join(one["zh"] for one in report.asked if one["zh"]),
            row_version=report.row_version,
        )

    def content(self) -> dict[str, str]:
        """What was typed, by the names that the service knows."""
        names = ("message_en", "message_zh", "asked_en", "asked_zh")
        return {name: getattr(self, name).data or "" for name in names}
