"""What a verdict says, as sentences: never that something failed, was proved or is significant."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from council.core.saying import Say
from council.initiatives.kinds import VerdictKind
from council.initiatives.trust import false_improved
from council.initiatives.verdict import BASELINE_FROM, FOLLOW_UP_FROM, Verdict
from council.metrics import words as metric_words

Number = Callable[[float], object]
Named = Callable[[int], object]


def sentence(found: Verdict, *, number: Number, period: Named, next_name: object = "") -> Say:
    """The verdict with its reason; `next_name` names the period that completes the follow-up."""
    key = f"initiatives.verdict_{found.kind.value}"
    match found.kind:
        case VerdictKind.TOO_EARLY:
            return Say(
                key, n=found.follow_up_n, needed=FOLLOW_UP_FROM, missing=found.missing, period=next_name
            )
        case VerdictKind.BASELINE_TOO_SHORT:
            return Say(key, n=found.baseline_n, needed=BASELINE_FROM)
        case VerdictKind.NO_CHANGE:
            return Say(key, n=found.follow_up_n, baseline=found.baseline_n)
        case VerdictKind.NOT_MEASURED:
            return Say(key)
    return Say(key, why=_why(found, number=number, period=period))


def beside(found: Verdict, *, number: Number, period: Named) -> list[Say]:
    """What belongs beside the verdict: the other side's signal, and how far it may be trusted."""
    said = []
    if found.other is not None and found.chart is not None:
        other = metric_words.reason(found.chart, found.other, number=number, period=period)
        said.append(Say("initiatives.other_signal", why=other))
    if found.kind is VerdictKind.NO_CHANGE:
        said.append(Say("initiatives.may_be_missed"))
    if found.kind in (VerdictKind.IMPROVED, VerdictKind.SUSTAINED):
        share = false_improved(found.baseline_n, found.follow_up_n)
        said.append(Say("initiatives.may_be_chance", share=Decimal(f"{100 * share:.0f}")))
    return said


def guardrail(found: Verdict, *, number: Number, period: Named) -> Say:
    """A guardrail's reading: worse, no worsening seen, or why nothing can be said."""
    if found.kind is VerdictKind.WORSE:
        return Say("initiatives.guardrail_worse", why=_why(found, number=number, period=period))
    if found.kind.is_final:
        if found.other is not None and found.chart is not None:
            why = metric_words.reason(found.chart, found.other, number=number, period=period)
            return Say("initiatives.guardrail_was_worse", why=why)
        return Say("initiatives.guardrail_fine", n=found.follow_up_n)
    return sentence(found, number=number, period=period)


def _why(found: Verdict, *, number: Number, period: Named) -> Say:
    assert found.chart is not None and found.signal is not None
    return metric_words.reason(found.chart, found.signal, number=number, period=period)
