"""Sentences of the metrics room."""

from council.core.saying import N_

MESSAGES = {
    # How a metric stands, from its latest value
    "metrics.nothing_yet": N_("No values yet."),
    "metrics.too_few": N_("%(value)s in %(period)s; %(n)s of the 6 values that limits need are there."),
    "metrics.flat": N_("No variation in the data: every value of this stretch is %(value)s."),
    "metrics.common": N_(
        "Common cause variation: %(value)s in %(period)s lies within %(lower)s to %(upper)s."
    ),
    "metrics.improvement": N_("Special cause, improvement: %(why)s."),
    "metrics.concern": N_("Special cause, concern: %(why)s."),
    "metrics.unusual": N_("Special cause: %(why)s."),
    "metrics.why_outside_high": N_("%(value)s in %(period)s is above the upper limit of %(limit)s"),
    "metrics.why_outside_low": N_("%(value)s in %(period)s is below the lower limit of %(limit)s"),
    "metrics.why_trend_high": N_("%(n)s values in a row have risen since %(period)s"),
    "metrics.why_trend_low": N_("%(n)s values in a row have fallen since %(period)s"),
    "metrics.why_near_high": N_("%(n)s of three values in a row lie close to the upper limit of %(limit)s"),
    "metrics.why_near_low": N_("%(n)s of three values in a row lie close to the lower limit of %(limit)s"),
    "metrics.why_shift_high": N_("%(n)s values in a row since %(period)s lie above the mean of %(centre)s"),
    "metrics.why_shift_low": N_("%(n)s values in a row since %(period)s lie below the mean of %(centre)s"),
    # Where it stands against its target
    "metrics.target_met": N_(
        "Target %(target)s consistently met: the limits lie wholly on the good side of it."
    ),
    "metrics.target_not_met": N_(
        "Target %(target)s consistently not met: without a change to the process it will not be."
    ),
    "metrics.target_hit_and_miss": N_(
        "Target %(target)s hit and miss: it lies within the limits, so some values meet it and some do not."
    ),
    "metrics.target_open": N_("Target %(target)s; too few values to say how reliably it is met."),
    "metrics.band": N_("%(low)s to %(high)s"),
    "metrics.met": N_("Met in %(k)s of the last %(n)s."),
    "metrics.met_before_rebase": N_("Before the limits were reset in %(period)s: met in %(k)s of %(n)s."),
    "metrics.rebase_proposed": N_(
        "A sustained improvement: %(n)s values in a row since %(period)s are on the good side of the mean. "
        "The council may decide to reset the limits from there."
    ),
    # What to know before reading the chart
    "metrics.caution_no_limits": N_("Fewer than 6 values: a line without limits; no signal is read from it."),
    "metrics.caution_trial": N_("Trial limits: they rest on %(n)s values and are firm from 12."),
    "metrics.caution_flat": N_(
        "The values do not vary, so the limits equal the mean and nothing is flagged."
    ),
    "metrics.caution_seasonal": N_(
        "Seasonal: values resemble those of the same season before (correlation %(r)s). "
        "Compare with that season before acting on a signal."
    ),
    "metrics.caution_autocorrelated": N_(
        "Each value leans on the one before (correlation %(r)s): the limits are too narrow and signals too frequent."
    ),
    "metrics.caution_over_dispersed": N_(
        "Over-dispersed: the values vary %(sigma)s times as widely as sampling alone would have them."
    ),
    "metrics.false_alarms": N_(
        "Of charts with %(n)s values of a stable process, about %(share)s %% show a signal by chance."
    ),
    # One point, for hover and screen readers
    "metrics.point": N_("%(period)s: %(value)s"),
    "metrics.point_marked": N_("%(period)s: %(value)s, %(variation)s, %(rule)s"),
    "metrics.point_transition": N_("%(period)s: %(value)s, transition, not judged"),
    "metrics.point_gap": N_("%(period)s: no value"),
    # Effects
    "metrics.effect": N_("%(size)s (95 %% interval %(low)s to %(high)s)"),
    "metrics.effect_widened": N_(
        "%(size)s (95 %% interval %(low)s to %(high)s, widened %(sigma)s times because the values vary more than "
        "sampling would have them)"
    ),
    "metrics.effect_bare": N_("%(size)s (too few values for an interval)"),
}
