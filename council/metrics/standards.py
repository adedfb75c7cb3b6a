"""The form of a channel and its standard."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from council.i18n import say
from council.metrics.forms import NumberField
from council.metrics.service import ChannelContent
from council.web.forms import BaseForm, text_field, title_field


class ChannelForm(BaseForm):
    """A channel and its standard."""

    name_en = title_field(_l("Name in English"))
    name_zh = title_field(_l("Name in Chinese"))
    standard_en = title_field(_l("Standard in English words"))
    standard_zh = title_field(_l("Standard in Chinese words"))
    standard_seconds = IntegerField(_l("Seconds to the answer"), validators=[InputRequired()])
    wanted_share = NumberField(
        _l("Wanted share, in percent"),
        render_kw={"inputmode": "decimal"},
        description=_l("Another share becomes the target of the metric that measures this channel."),
    )
    contents_en = text_field(_l("What it carries, in English"), rows=2, max_length=500)
    contents_zh = text_field(_l("What it carries, in Chinese"), rows=2, max_length=500)
    suits_en = text_field(_l("Suits, in English"), rows=2, max_length=500)
    suits_zh = text_field(_l("Suits, in Chinese"), rows=2, max_length=500)
    since = DateField(_l("Holds from"), validators=[InputRequired()])
    decision_ref = SelectField(_l("By which decision"), validators=[Optional()])

    def validate_wanted_share(self, field: NumberField) -> None:
        if field.data is None:
            raise ValidationError(say("core.required"))

    def content(self) -> ChannelContent:
        """What the service takes."""
        words = {
            name: self[name].data or ""
            for name in ChannelContent.__dataclass_fields__
            if name.endswith(("_en", "_zh"))
        }
        assert self.wanted_share.data is not None, "the form asks for it"
        return ChannelContent(
            **words, standard_seconds=self.standard_seconds.data, wanted_share=self.wanted_share.data / 100
        )
