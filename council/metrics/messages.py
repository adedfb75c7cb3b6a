"""Sentences of the metrics room."""

from council.core.saying import N_

MESSAGES = {
    # How a metric stands, from its latest value
    "metrics.nothing_yet": N_("No values yet."),
    "metrics.too_few": N_(
        "%(metric)s came to %(value)s in %(period)s; limits need 6 values, %(n)s are there so far."
    ),
    "metrics.flat": N_("No variation in the data: every value of this stretch is %(value)s."),
    "metrics.common": N_(
        "%(metric)s came to %(value)s in %(period)s, inside the limits (%(limits)s): no sign of a change."
    ),
    "metrics.improvement": N_("%(what)s: something changed, for the better."),
    "metrics.concern": N_("%(what)s: something changed, for the worse."),
    "metrics.unusual": N_("%(what)s: something changed."),
    "metrics.now_outside_high": N_(
        "%(metric)s rose above the upper limit in %(period)s (%(value)s, limit %(limit)s)"
    ),
    "metrics.now_outside_low": N_(
        "%(metric)s fell below the lower limit in %(period)s (%(value)s, limit %(limit)s)"
    ),
    "metrics.still_outside_high": N_(
        "%(metric)s stayed above the upper limit in %(period)s (%(value)s, limit %(limit)s)"
    ),
    "metrics.still_outside_low": N_(
        "%(metric)s stayed below the lower limit in %(period)s (%(value)s, limit %(limit)s)"
    ),
    "metrics.now_trend_high": N_(
        "%(metric)s rose from value to value from %(period)s on, %(n)s in a row (now %(value)s)"
    ),
    "metrics.now_trend_low": N_(
        "%(metric)s fell from value to value from %(period)s on, %(n)s in a row (now %(value)s)"
    ),
    "metrics.now_near_high": N_(
        "%(metric)s came close to the upper limit in %(n)s of the last three values (now %(value)s, limit %(limit)s)"
    ),
    "metrics.now_near_low": N_(
        "%(metric)s came close to the lower limit in %(n)s of the last three values (now %(value)s, limit %(limit)s)"
    ),
    "metrics.now_shift_high": N_(
        "%(metric)s stayed above the mean from %(period)s on, %(n)s values in a row (now %(value)s, mean %(centre)s)"
    ),
    "metrics.now_shift_low": N_(
        "%(metric)s stayed below the mean from %(period)s on, %(n)s values in a row (now %(value)s, mean %(centre)s)"
    ),
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
        "The limits (%(limits)s) lie wholly on the good side of the target of %(target)s: consistently met."
    ),
    "metrics.target_not_met": N_(
        "The limits (%(limits)s) lie wholly on the wrong side of the target of %(target)s: "
        "consistently not met, until the process is changed."
    ),
    "metrics.target_hit_and_miss": N_(
        "The target of %(target)s lies inside the limits (%(limits)s): hit and miss."
    ),
    "metrics.band_met": N_(
        "The limits (%(limits)s) lie inside the target band of %(target)s: consistently met."
    ),
    "metrics.band_not_met": N_(
        "The limits (%(limits)s) lie outside the target band of %(target)s: "
        "consistently not met, until the process is changed."
    ),
    "metrics.band_hit_and_miss": N_(
        "The limits (%(limits)s) reach beyond the target band of %(target)s: hit and miss."
    ),
    "metrics.target_open": N_(
        "The target is %(target)s; there are too few values to say how reliably it is met."
    ),
    "metrics.band": N_("%(low)s to %(high)s"),
    "metrics.met_values": N_("%(k)s of the last %(n)s values met it."),
    "metrics.met_daily": N_("%(k)s of the last %(n)s days met it."),
    "metrics.met_weekly": N_("%(k)s of the last %(n)s weeks met it."),
    "metrics.met_monthly": N_("%(k)s of the last %(n)s months met it."),
    "metrics.met_quarterly": N_("%(k)s of the last %(n)s quarters met it."),
    "metrics.met_yearly": N_("%(k)s of the last %(n)s years met it."),
    "metrics.met_before_rebase": N_(
        "Before the limits were reset from %(period)s on, %(k)s of %(n)s values met it."
    ),
    "metrics.rebase_proposed": N_(
        "A sustained improvement: %(n)s values in a row since %(period)s are on the good side of the mean. "
        "The council may decide to reset the limits from there."
    ),
    "metrics.in_words": N_("%(period)s: %(level)s"),
    "metrics.amount": N_("%(value)s %(unit)s"),
    "metrics.percent": N_("%(value)s%%"),
    "metrics.wanted_relative": N_("%(value)s (%(change)s%% against %(first)s to %(last)s)"),
    "metrics.wanted_open": N_("%(change)s%% against %(first)s to %(last)s, a window without values yet"),
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
    "metrics.limits_by_sampling": N_(
        "These limits hold only what sampling alone would vary; with many cases they flag values that are usual."
    ),
    "metrics.limits_widened": N_(
        "These limits follow the number of cases and are widened by how much the values really vary."
    ),
    "metrics.run_short": N_(
        "%(value)s in %(period)s; runs are read from %(least)s values off the median, %(n)s are there."
    ),
    "metrics.run_calm": N_(
        "No signal in the runs: %(value)s in %(period)s; the longest run beside the median of %(centre)s is "
        "%(longest)s (up to %(most)s is usual), and the line crosses it %(crossings)s times (%(fewest)s or more "
        "is usual)."
    ),
    "metrics.run_signal": N_(
        "A signal in the runs: %(value)s in %(period)s; the longest run beside the median of %(centre)s is %(longest)s "
        "(up to %(most)s is usual), and the line crosses it %(crossings)s times (%(fewest)s or more is usual)."
    ),
    # One point, for hover and screen readers
    "metrics.point": N_("%(period)s: %(value)s"),
    "metrics.point_marked": N_("%(period)s: %(value)s, %(variation)s, %(rule)s"),
    "metrics.point_says": N_("%(variation)s: %(rule)s"),
    "metrics.point_transition": N_("%(period)s: %(value)s, transition, not judged"),
    "metrics.point_gap": N_("%(period)s: no value"),
    # What waits
    "metrics.docket_concern": N_("A new concern, not yet looked at. %(why)s."),
    "metrics.docket_cause": N_("A concern, looked at: a cause was found. %(why)s."),
    "metrics.docket_no_cause": N_("A concern, looked at: no cause was found. %(why)s."),
    "metrics.overdue": N_("The value for %(period)s was due on %(due)s."),
    "metrics.look_at_concern": N_("Look for a cause: %(why)s."),
    "metrics.look_at_improvement": N_("An improvement: find out what did it, and keep it. %(why)s."),
    "metrics.review_due": N_(
        "The set of metrics is reviewed once a year; this review has been due since %(due)s."
    ),
    "metrics.review_in_future": N_("A review is kept when it has taken place."),
    "metrics.value_overdue": N_("%(metric)s: the value for %(period)s was due on %(due)s."),
    "metrics.the_set": N_("The set of metrics"),
    "metrics.no_day": N_("This is no day that can be read; write it as 2026-11-01."),
    "metrics.no_number_read": N_("“%(text)s” cannot be read as a number."),
    "metrics.no_such_decision": N_("Choose a carried decision that concerns this metric."),
    # What a value must be
    "metrics.no_such_period": N_(
        "No %(frequency)s period begins on %(day)s; the one that holds this day begins on %(nearest)s."
    ),
    "metrics.too_long_ago": N_("No value from before %(year)s is kept."),
    "metrics.period_in_future": N_("The period from %(day)s lies in the future."),
    "metrics.period_not_over": N_(
        "The period runs until %(end)s; its value can be recorded when it is over."
    ),
    "metrics.not_a_number": N_("This is not a number that can be kept."),
    "metrics.too_large": N_("This number has more than 15 digits; none that long is kept."),
    "metrics.value_needed": N_("A value is needed, or a numerator and a denominator."),
    "metrics.nothing_entered": N_("Nothing was entered; no value is recorded."),
    "metrics.level_needed": N_("Say how it stands, in words."),
    "metrics.sample_positive": N_("The sample is at least 1."),
    "metrics.count_whole": N_("A count is a whole number, 0 or more."),
    "metrics.denominator_needed": N_("The numerator needs its denominator."),
    "metrics.numerator_needed": N_("The denominator needs its numerator."),
    "metrics.denominator_positive": N_(
        "The denominator is more than 0. A period without cases is a gap, not a zero."
    ),
    "metrics.numerator_negative": N_("The numerator is 0 or more."),
    "metrics.numerator_above": N_(
        "The numerator is larger than the denominator; of a proportion it is a part."
    ),
    "metrics.value_disagrees": N_(
        "Numerator and denominator give %(value)s. Leave the value empty or correct one of the three."
    ),
    "metrics.below_bound": N_("Below %(bound)s, the smallest value this metric can have."),
    "metrics.above_bound": N_("Above %(bound)s, the largest value this metric can have."),
    "metrics.already_recorded": N_("The period from %(day)s has a value already; correct it instead."),
    "metrics.other_value": N_(
        '%(period)s has the value %(value)s already. Send "correct": true with a note to put another in its place.'
    ),
    "metrics.twice": N_("This period stands twice in what was sent, with different values."),
    "metrics.many_corrections": N_("At most %(most)s values are corrected in one call."),
    "metrics.no_channel": N_("There is no channel %(code)s."),
    "metrics.nothing_to_correct": N_("The period from %(day)s has no value yet."),
    "metrics.nothing_changes": N_("This is what is recorded already; nothing would change."),
    "metrics.correction_reason": N_("Say why the value is corrected."),
    "metrics.channel_words": N_("A metric in words is not recorded by channel."),
    "metrics.channel_fixed": N_(
        "This metric is of one channel already; record its value without another one."
    ),
    "metrics.part_ratio": N_(
        "A channel's part needs numerator and denominator: shares are summed, never averaged."
    ),
    "metrics.part_sample": N_("A channel's part needs its sample size: means are weighed, never averaged."),
    "metrics.recorded_whole": N_(
        "The period from %(day)s has a value of all channels together already; correct that one instead."
    ),
    "metrics.recorded_by_channel": N_(
        "The period from %(day)s is recorded by channel; its value is the sum of the channels."
    ),
    "metrics.correct_by_channel": N_(
        "This value is the sum of its channels: correct the channel that is wrong."
    ),
    "metrics.recorded_stays": N_(
        "Values are recorded already: how often they come, and whether they are numbers or words, stays. "
        "Define another metric instead."
    ),
    "metrics.line": N_("Row %(line)s, %(metric)s: %(reason)s"),
    # Files of values
    "metrics.not_a_period": N_(
        "“%(value)s” names no period of a metric that is %(frequency)s. Write it as 2026-03-31, 2026-W05, 2026-03, "
        "2026Q1 or 2026."
    ),
    "metrics.period_misfit": N_("“%(value)s” does not fit a metric that is %(frequency)s."),
    "metrics.no_percent": N_("A percent sign does not go with this metric or this column."),
    "metrics.no_such_metric": N_("There is no metric “%(value)s”. Write its code or its name."),
    "metrics.no_such_channel": N_("There is no channel “%(value)s”. Write its code or its name."),
    "metrics.not_yours": N_("You may not record values of “%(metric)s”; another seat owns it."),
    "metrics.column_role_twice": N_("Another column holds this already; “%(column)s” can be left out."),
    "metrics.layout_mixed": N_(
        "Values stand either in one column, in a column for each metric, or in a column for each period, "
        "not in several of these at once."
    ),
    "metrics.layout_no_values": N_("Say which columns hold values."),
    "metrics.layout_no_metric": N_("Say which column names the metric."),
    "metrics.layout_metric_twice": N_(
        "A column names the metric, and so do other columns: leave one of them out."
    ),
    "metrics.layout_no_period": N_("Say which column names the period."),
    "metrics.layout_period_twice": N_(
        "A column names the period, and so do other columns: leave one of them out."
    ),
    "metrics.layout_one_metric_twice": N_("Two columns hold values of the same metric (%(code)s)."),
    "metrics.decimals_unsure": N_(
        "Numbers such as 1.234 can be read in two ways, and the columns do not show which is meant. "
        "Choose how decimals are written."
    ),
    "metrics.too_many_values": N_("The file holds more than %(most)s values. Send it in parts."),
    "metrics.import_not_ready": N_("The file has not been read to its end, or something is wrong with it."),
    "metrics.import_changed": N_(
        "Values were recorded meanwhile, so nothing was taken over. This is what the file does now."
    ),
    "metrics.import_nothing": N_("There is nothing to take over."),
    # What a target and a definition must be
    "metrics.target_kind": N_("A metric in words has a target in words, and only such a metric has one."),
    "metrics.target_text": N_("Say in words what is wanted."),
    "metrics.target_value": N_("A value is needed."),
    "metrics.target_band": N_("The upper edge of the band lies above the lower one."),
    "metrics.target_baseline": N_(
        "A relative target needs the window it is measured against, from when to when."
    ),
    "metrics.target_change": N_("A fall of 100 percent or more leaves nothing; a change is more than −100."),
    "metrics.baseline_order": N_("The baseline window ends before it begins."),
    "metrics.code_form": N_("2 to 31 small letters, digits and hyphens, a letter first."),
    "metrics.code_taken": N_("%(code)s is in use already."),
    "metrics.code_stays": N_("The code stays: records and addresses use it."),
    "metrics.scale_positive": N_("The factor is more than 0."),
    "metrics.bounds_order": N_("The largest possible value lies above the smallest."),
    "metrics.definition_from": N_("This changes what the number means: say from which period on it holds."),
    "metrics.standard_positive": N_("A standard is at least one second."),
    "metrics.share_within": N_("The wanted share lies between 0 and 100 percent."),
    "metrics.rebase_decision": N_("Limits are reset by a decision of the council only: name it."),
    "metrics.rebase_there": N_("Limits are reset from this period already."),
    # The log
    "log.metrics.edit_channel": N_("changed the channel"),
    "log.metrics.create_channel": N_("added the channel"),
    "log.metrics.create": N_("defined the metric"),
    "log.metrics.edit": N_("changed the definition"),
    "log.metrics.review_set": N_("reviewed the set of metrics"),
    "log.metrics.retire": N_("took the metric out of use"),
    "log.metrics.set_target": N_("set a target"),
    "log.metrics.record": N_("recorded a value"),
    "log.metrics.record_many": N_("recorded values"),
    "log.metrics.import": N_("took over values from a file"),
    "log.metrics.correct": N_("corrected a value"),
    "log.metrics.rebase": N_("reset the limits"),
    "log.metrics.look": N_("looked at a signal"),
    "log.metrics.dismiss": N_("took a signal off the docket"),
    # Effects
    "metrics.effect": N_("%(size)s (95 %% interval %(low)s to %(high)s)"),
    "metrics.effect_widened": N_(
        "%(size)s (95 %% interval %(low)s to %(high)s, widened %(sigma)s times because the values vary more than "
        "sampling would have them)"
    ),
    "metrics.effect_bare": N_("%(size)s (too few values for an interval)"),
}
