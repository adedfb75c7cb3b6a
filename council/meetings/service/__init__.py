"""Steps of a meeting: planning and calling, the agenda, running it, who came."""

from council.meetings.service.agenda import (
    add_item,
    edit_item,
    move_item,
    remove_item,
    reorder,
    set_minutes,
)
from council.meetings.service.attendance import (
    apologise,
    arrive,
    declare_interest,
    depart,
    withdraw_apology,
    withdraw_interest,
)
from council.meetings.service.calling import call, cancel, check_call, edit, plan
from council.meetings.service.requiring import answer, reopen, require, support, withdraw_support
from council.meetings.service.running import (
    adjourn,
    check_election,
    close,
    declare_inquorate,
    elect_presider,
    open_meeting,
    resume,
    seal,
)
from council.meetings.service.treating import end_item, start_item, write_notes
from council.meetings.service.workdays import set_work_year

__all__ = [
    "add_item",
    "adjourn",
    "answer",
    "apologise",
    "arrive",
    "call",
    "cancel",
    "check_call",
    "check_election",
    "close",
    "declare_inquorate",
    "declare_interest",
    "depart",
    "edit",
    "edit_item",
    "elect_presider",
    "end_item",
    "move_item",
    "open_meeting",
    "plan",
    "remove_item",
    "reopen",
    "reorder",
    "require",
    "resume",
    "seal",
    "set_minutes",
    "set_work_year",
    "start_item",
    "support",
    "withdraw_apology",
    "withdraw_interest",
    "withdraw_support",
    "write_notes",
]  # fmt: skip
