"""Sentences of the initiatives room."""

from council.core.saying import N_

MESSAGES = {
    "log.initiatives.open": N_("opened the initiative"),
    "log.initiatives.hand_over": N_("handed the initiative over"),
    "initiatives.handed_to_you": N_("You now lead initiative %(code)s: %(title)s"),
    "log.initiatives.plan": N_("wrote the plan"),
    "log.initiatives.start_do": N_("passed the gate from Plan to Do"),
    "log.initiatives.add_step": N_("added a step"),
    "log.initiatives.finish_step": N_("finished a step"),
    "log.initiatives.drop_step": N_("dropped a step"),
    "log.initiatives.implement": N_("recorded the day of implementation"),
    "log.initiatives.start_check": N_("passed the gate from Do to Check"),
    "log.initiatives.write_conclusion": N_("wrote the conclusion"),
    "log.initiatives.conclude": N_("passed the gate from Check to Act"),
    "log.initiatives.write_lessons": N_("wrote down what was learnt"),
    "log.initiatives.close": N_("closed the cycle"),
    "log.initiatives.abandon": N_("abandoned the cycle"),
    "log.initiatives.ratify": N_("recorded that the override was ratified"),
    # Gates
    "initiatives.gate_missing": N_("This gate is not passed yet. Missing: %(missing)s."),
    "initiatives.firm_missing": N_("Nobody may let this pass: %(missing)s."),
    "initiatives.own_override": N_("Nobody overrides a gate of an initiative they lead."),
    "initiatives.need_decision": N_("a decision of the council"),
    "initiatives.need_problem": N_("the problem with a figure in it"),
    "initiatives.need_baseline": N_("a primary metric with at least %(n)s baseline values"),
    "initiatives.thin_baseline": N_(
        "Fewer than %(n)s baseline values: small changes will not be seen (%(metrics)s)."
    ),
    "initiatives.need_target": N_("a target for each primary metric and the day it is due"),
    "initiatives.need_cause": N_("a cause tied to a countermeasure"),
    "initiatives.need_sponsor": N_("a lead and a sponsor"),
    "initiatives.need_guardrail": N_("a guardrail: a metric that must not get worse"),
    "initiatives.need_implementation": N_("the day of implementation, today or before"),
    "initiatives.need_steps": N_("every step done or dropped"),
    "initiatives.need_data": N_("a value of each primary metric after the transition"),
    "initiatives.need_follow_up": N_("%(n)s follow-up values of each primary metric"),
    "initiatives.need_verdict": N_("the computed verdict"),
    "initiatives.need_conclusion": N_("a conclusion written by a person"),
    "initiatives.need_difference": N_("the reason why the conclusion differs from the verdict"),
    "initiatives.need_guardrail_look": N_("a note on the guardrails"),
    "initiatives.need_outcome": N_("the outcome"),
    "initiatives.need_document": N_("the policy version it became, or why no document is needed"),
    "initiatives.need_control_owner": N_("somebody who keeps watch"),
    "initiatives.need_yokoten": N_("where else it applies"),
    "initiatives.need_lessons": N_("what was learnt"),
    # The plan
    "initiatives.plan_is_fixed": N_("The plan was fixed when Do began and is not changed any more."),
    "initiatives.half_a_baseline": N_("A baseline needs its first and its last day."),
    "initiatives.bad_lag": N_("The lag is 0 to 24 periods."),
    "initiatives.bad_follow_up": N_("Choose 3 to 60 follow-up values."),
    "initiatives.metric_twice": N_("A metric is listed twice."),
    "initiatives.need_direction": N_(
        "A primary metric or guardrail needs a direction: higher or lower is better."
    ),
    "initiatives.implemented_in_baseline": N_("The day lies in the baseline, which ends on %(day)s."),
    # What waits
    "initiatives.docket_check": N_("Due for Check: %(n)s follow-up values are there."),
    "initiatives.docket_act": N_("Due for Act: the conclusion is written."),
    "initiatives.docket_override": N_("A gate was overridden; the council ratifies it or not."),
    "initiatives.waiting_plan": N_("%(code)s: complete the plan."),
    "initiatives.waiting_do": N_("%(code)s: carry out the steps and record the day of implementation."),
    "initiatives.waiting_check": N_("%(code)s: write the conclusion when the follow-up values are there."),
    "initiatives.waiting_act": N_("%(code)s: adopt, adapt, extend or abandon."),
    "initiatives.verdict_changed": N_(
        "%(code)s: a value of %(metric)s was corrected, and the verdict is another one since."
    ),
    "initiatives.opened_for_you": N_(
        "The council opened initiative %(code)s with you as its lead: %(title)s"
    ),
    # Verdicts
    "initiatives.verdict_not_measured": N_(
        "Nothing can be compared yet: it has no implementation day or no values."
    ),
    "initiatives.verdict_too_early": N_(
        "Too early to tell: %(n)s of the %(needed)s follow-up values are there; %(missing)s more are needed, "
        "the last for %(period)s."
    ),
    "initiatives.verdict_baseline_too_short": N_(
        "The baseline has %(n)s values; limits need %(needed)s. There is nothing to compare with."
    ),
    "initiatives.verdict_baseline_unstable": N_(
        "The baseline was not stable: %(why)s. Choose another, stable window and say why."
    ),
    "initiatives.verdict_no_change_detected": N_(
        "No change detected: the %(n)s follow-up values lie as the %(baseline)s baseline values would have them."
    ),
    "initiatives.verdict_improved_signal": N_("Improved: %(why)s."),
    "initiatives.verdict_improved_sustained": N_("Improved, and it holds: %(why)s."),
    "initiatives.verdict_improved_then_faded": N_(
        "Improved, then faded: %(why)s, but the latest value is back at the baseline mean or beyond it."
    ),
    "initiatives.verdict_worse": N_("Worse: %(why)s."),
    "initiatives.other_signal": N_("There was also a signal the other way: %(why)s."),
    "initiatives.may_be_missed": N_(
        "That does not mean that nothing changed: with few values a small change is often not seen."
    ),
    "initiatives.may_be_chance": N_(
        "In a stable process with as many values this verdict appears by chance in about %(share)s%% of cases."
    ),
    "initiatives.guardrail_worse": N_("Worse: %(why)s."),
    "initiatives.guardrail_was_worse": N_(
        "A worsening was seen and was followed by an improvement: %(why)s."
    ),
    "initiatives.guardrail_fine": N_("No worsening seen in %(n)s follow-up values."),
    "initiatives.effect": N_("Follow-up against baseline: %(effect)s."),
    "initiatives.can_be_seen": N_(
        "To show the change aimed at, at least about %(cases)s cases or values are needed after it: "
        "%(periods)s periods at the present volume. Less will often show nothing."
    ),
}
