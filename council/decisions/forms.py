"""Forms around a vote: putting a motion, a ballot, the counted hands, the casting vote."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from council.charter.kinds import DecisionClass, Method
from council.decisions.kinds import Choice
from council.decisions.rules import HERE, NOTE_MAX, TEXT_MAX
from council.i18n import LANGUAGES
from council.web.forms import BaseForm, stripped

CHOICES = (Choice.YES, Choice.NO, Choice.ABSTAIN)
HANDS_MAX = 500


def _seat(value: str | None) -> int | None:
    return int(value) if value else None


class PutForm(BaseForm):
    """A text put to the vote."""

    text = TextAreaField(
        _l("Text to be decided"),
        validators=[DataRequired(), Length(max=TEXT_MAX)],
        filters=[stripped],
        description=_l("Word for word: this is what the register and the minutes will say."),
        render_kw={"rows": 5},
    )
    lang = SelectField(_l("Language of the text"), choices=list(LANGUAGES.items()))
    decision_class = SelectField(_l("Decision class"))
    method = SelectField(_l("How it is decided"))
    mover_seat_id = SelectField(_l("Moved by"), coerce=_seat, validators=[Optional()])
    seconder_seat_id = SelectField(_l("Seconded by"), coerce=_seat, validators=[Optional()])

    def offer(self, methods: list[Method], seats: list[tuple[int, str]]) -> None:
        """Fill the choices: classes, the methods offered here, and the seats in the room."""
        self.decision_class.choices = [(each.value, _l(each.label)) for each in DecisionClass]
        self.method.choices = [(each.value, _l(each.label)) for each in methods or HERE]
        people = [("", "—"), *((str(key), name) for key, name in seats)]
        self.mover_seat_id.choices = self.seconder_seat_id.choices = people


class AskForm(BaseForm):
    """A text put to the members without a meeting."""

    text = TextAreaField(
        _l("Text to be decided"),
        validators=[DataRequired(), Length(max=TEXT_MAX)],
        filters=[stripped],
        description=_l("Word for word: this is what members answer to and the register will say."),
        render_kw={"rows": 6},
    )
    lang = SelectField(_l("Language of the text"), choices=list(LANGUAGES.items()))
    decision_class = SelectField(_l("Decision class"))
    method = RadioField(_l("How it is decided"), validators=[DataRequired()])

    def offer(self, methods: list[Method], classes: list[DecisionClass]) -> None:
        """Fill the choices: what the charter allows, and the classes that the thing can be decided under."""
        self.decision_class.choices = [(each.value, _l(each.label)) for each in classes]
        self.method.choices = [(each.value, _l(each.label)) for each in methods]


class AnswerForm(BaseForm):
    """An answer to a vote without a meeting, and why."""

    seat_id = IntegerField(_l("Seat"), validators=[InputRequired()])
    choice = StringField(_l("Your answer"), validators=[DataRequired()])
    note = StringField(_l("Reason, for the record"), validators=[Optional(), Length(max=NOTE_MAX)])


class StanceForm(BaseForm):
    """A recusal, or the demand for a meeting, with its reason."""

    seat_id = IntegerField(_l("Seat"), validators=[InputRequired()])
    reason = StringField(_l("Reason"), validators=[DataRequired(), Length(max=NOTE_MAX)])


class BallotForm(BaseForm):
    """What a seat says, and why, if it wants that in the minutes."""

    seat_id = IntegerField(_l("Seat"), validators=[InputRequired()])
    choice = RadioField(
        _l("Your vote"),
        choices=[(each.value, _l(each.label)) for each in CHOICES],
        validators=[DataRequired()],
    )
    note = StringField(_l("Reason, for the minutes"), validators=[Optional(), Length(max=NOTE_MAX)])


class SeatForm(BaseForm):
    """A seat whose slip of paper went into the box; `undo` takes the mark back."""

    seat_id = IntegerField(_l("Seat"), validators=[InputRequired()])
    undo = BooleanField(_l("Take the mark back"))


class ReceiptForm(BaseForm):
    """The receipt of a slip."""

    receipt = StringField(
        _l("Receipt"), validators=[DataRequired(), Length(max=80)], filters=[stripped],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )  # fmt: skip


class HandsForm(BaseForm):
    """The counted hands of a show of hands; empty for other methods."""

    yes = IntegerField(_l("Hands for yes"), validators=[Optional(), NumberRange(0, HANDS_MAX)])
    no = IntegerField(_l("Hands for no"), validators=[Optional(), NumberRange(0, HANDS_MAX)])
    abstain = IntegerField(_l("Hands for abstain"), validators=[Optional(), NumberRange(0, HANDS_MAX)])


class ChoiceForm(BaseForm):
    """The casting vote."""

    choice = RadioField(
        _l("Casting vote"),
        choices=[(each.value, _l(each.label)) for each in CHOICES[:2]],
        validators=[DataRequired()],
    )


class WithdrawForm(BaseForm):
    """Why a motion is taken back."""

    reason = StringField(_l("Reason"), validators=[Optional(), Length(max=NOTE_MAX)])
