"""Two languages on every page: which one is spoken, how a `Say` becomes a sentence, how names and dates read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from babel.dates import format_timedelta
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import (
    Babel,
    force_locale,
    format_date,
    format_datetime,
    format_decimal,
    get_locale,
    gettext,
    ngettext,
)
from pypinyin import lazy_pinyin

from council.core.saying import Both, Say
from council.core.states import State

LANGUAGES = {"en": "English", "zh": "简体中文"}
HTML_LANG = {"en": "en", "zh": "zh-Hans"}
FOLDER = Path(__file__).with_name("translations")

Message = str | tuple[str, str]
_messages: dict[str, Message] = {}


def register(messages: Mapping[str, Message]) -> None:
    """Make a room's sentences known; a pair is singular and plural, chosen by the parameter `n`."""
    _messages.update(messages)


def known_messages() -> Mapping[str, Message]:
    """Every registered sentence by key."""
    return _messages


def init_app(app: Flask, domains: list[str]) -> None:
    """Give Flask-Babel one catalogue for each room."""
    app.config.update(
        BABEL_DOMAIN=";".join(domains), BABEL_TRANSLATION_DIRECTORIES=";".join([str(FOLDER)] * len(domains))
    )
    Babel(app, locale_selector=_choose, timezone_selector=lambda: current_app.config["TIME_ZONE"])


def lang() -> str:
    """The language being spoken: `en` or `zh`."""
    locale = get_locale()
    return "zh" if locale is not None and locale.language == "zh" else "en"


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Speak this language for a while: for papers and mails."""
    with force_locale(code):
        yield


def say(what: Say | str, **params: Any) -> str:
    """A `Say` (or a key with parameters) in the language being spoken."""
    one = Say(what, **params) if isinstance(what, str) else what
    message = _messages[one.key]
    values = {
        name: until(value) if name == "until" and isinstance(value, datetime) else spoken(value)
        for name, value in one.params.items()
    }
    if isinstance(message, tuple):
        return ngettext(message[0], message[1], int(one.params["n"]), **values)
    return gettext(message, **values)


def spoken(value: Any) -> str:
    """One parameter of a sentence, as the reader's language writes it."""
    if isinstance(value, Say):
        return say(value)
    if isinstance(value, Both):
        return value.pick(lang())
    if isinstance(value, State):
        return gettext(value.label)
    if isinstance(value, (list, tuple)):
        return ("、" if lang() == "zh" else ", ").join(map(spoken, value))
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return number(value, max(0, -int(value.as_tuple().exponent)))
    return str(value)


def day(value: date | None, style: str = "medium") -> str:
    """A calendar day: 21 Nov 2026, 2026年11月21日."""
    return format_date(value, _DATE[lang()] if style == "medium" else style, rebase=False) if value else ""


def moment(value: datetime | None) -> str:
    """A moment in the council's time zone: 21 Nov 2026, 14:00."""
    return format_datetime(value, f"{_DATE[lang()]}{', ' if lang() == 'en' else ' '}HH:mm") if value else ""


def until(value: datetime | None) -> str:
    """A moment at which something ends. Midnight is hour 24 of the day that ends: 20 Nov 2026, 24:00."""
    if value is None or clock(value) != "00:00":
        return moment(value)
    return moment(value - timedelta(minutes=1)).removesuffix("23:59") + "24:00"


def clock(value: datetime | None) -> str:
    """A time of day in the council's time zone."""
    return format_datetime(value, "HH:mm") if value else ""


def number(value: Any, decimals: int | None = None) -> str:
    """A number with this many decimals, digits grouped."""
    if value is None:
        return ""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern)


def ago(value: datetime | date, now: datetime) -> str:
    """How far away, in words: "in 3 days", "3 天前"."""
    if isinstance(value, datetime):
        delta = value - now
    else:
        delta = timedelta(days=(value - now.date()).days)
        if not delta:
            return gettext("today")
    return str(format_timedelta(delta, add_direction=True, locale=get_locale(), threshold=1.2))


def by_name(things: list[Any], key: Any = lambda thing: thing.name) -> list[Any]:
    """Sorted as a reader expects: Chinese by pinyin, Latin by letters."""
    return sorted(things, key=lambda thing: sort_key(spoken(key(thing))))


def sort_key(text: str) -> str:
    """What a name sorts by: the pinyin of its Chinese characters, without regard to case."""
    if text.isascii():
        return text.casefold()
    return " ".join(lazy_pinyin(text)).casefold()


_DATE = {"en": "d MMM y", "zh": "y年M月d日"}


def _choose() -> str:
    if not has_request_context():
        return str(current_app.config.get("DEFAULT_LANGUAGE", "en"))
    chosen = getattr(g, "language", None) or request.cookies.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(["zh", "en"], "en")
