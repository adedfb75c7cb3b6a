"""What a proposal must hold, and why it may not go on yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from council.charter.kinds import DecisionClass
from council.core.errors import Refused
from council.core.saying import Say

TITLE_MAX = 200
TEXT_MAX = 100_000
AIM_MAX = 200
REASON_MAX = 2_000
LANGUAGES = ("en", "zh")
NEEDED = ("problem", "request", "benefit")


@dataclass(frozen=True)
class ProposalContent:
    """What the author writes. `aims` are the metrics to move, by id, each with how far in words."""

    title: str
    lang: str = "en"
    problem: str = ""
    request: str = ""
    benefit: str = ""
    decision_class: str = DecisionClass.ORDINARY
    aims: Mapping[int, str] = field(default_factory=dict)


def check_content(content: ProposalContent) -> None:
    """Refused when it cannot even be kept as a draft."""
    if not content.title.strip():
        raise Refused("core.required", field="title")
    _fits("title", content.title, TITLE_MAX)
    for name in NEEDED:
        _fits(name, getattr(content, name), TEXT_MAX)
    for aim in content.aims.values():
        _fits("metrics", aim, AIM_MAX)
    if content.lang not in LANGUAGES:
        raise Refused("core.unknown", field="lang", value=content.lang)
    if content.decision_class not in DecisionClass.values():
        raise Refused("core.unknown", field="decision_class", value=content.decision_class)


def missing(problem: str, request: str, benefit: str) -> list[Say]:
    """The parts that the council needs and that are not written yet."""
    texts = {"problem": problem, "request": request, "benefit": benefit}
    return [Say(f"proposals.part.{name}") for name in NEEDED if not texts[name].strip()]


def check_complete(*, problem: str, request: str, benefit: str) -> None:
    """Refused while a part that the council needs is missing; the sentence names the parts."""
    lacking = missing(problem, request, benefit)
    if lacking:
        raise Refused("proposals.incomplete", missing=lacking)


def check_reason(reason: str) -> str:
    """The reason without blanks at its ends; Refused when there is none."""
    kept = reason.strip()
    if not kept:
        raise Refused("proposals.reason_needed", field="reason")
    _fits("reason", kept, REASON_MAX)
    return kept


def _fits(name: str, text: str, most: int) -> None:
    if len(text) > most:
        raise Refused("core.too_long", field=name, max=most, length=len(text))
