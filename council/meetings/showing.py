"""The steps of a meeting as buttons: the next one first, and why it may not be pressed."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from council.db import db
from council.meetings import service
from council.meetings.life import MeetingState
from council.meetings.models import Meeting
from council.web import current
from council.web.verbs import Verbs


def buttons(found: Meeting) -> Verbs:
    """What may be done with a meeting now."""
    steps = found.next_steps

    def here(endpoint: str) -> str:
        return url_for(f"meetings.{endpoint}", code=found.code)

    verbs = Verbs(found)
    verbs.add(
        "meetings:meeting:call", _("Call the meeting"), here("call"), when="call" in steps, icon="send",
        check=lambda: service.check_call(db.session, found, now=current.now()),
        confirm=_("Send the notice now? Agenda and papers are frozen from then on."),
    )  # fmt: skip
    verbs.add(
        "meetings:meeting:run", _("Open the meeting"), here("open_"), when="open" in steps, icon="player-play"
    )
    verbs.add("meetings:meeting:run", _("Resume"), here("resume"), when="resume" in steps, icon="player-play")
    verbs.add(
        "meetings:meeting:run", _("Close the meeting"), here("close"), when="close" in steps, icon="player-stop",
        confirm=_("Close the meeting? Items not reached go back to the docket."),
    )  # fmt: skip
    verbs.add(
        "meetings:meeting:run", _("Adjourn"), here("adjourn"), when="adjourn" in steps, icon="player-pause"
    )
    verbs.add(
        "meetings:agenda:edit", _("Build the agenda"), here("agenda"), when=found.state == MeetingState.PLANNED,
        method="get", icon="list-details",
    )  # fmt: skip
    verbs.add(
        "meetings:agenda:edit", _("Add a late item"), here("late"), when=found.state == MeetingState.IN_SESSION,
        method="get", icon="plus",
    )  # fmt: skip
    verbs.add(
        "meetings:meeting:plan", _("Change date or place"), here("edit"), when=found.state == MeetingState.PLANNED,
        method="get", icon="calendar-time",
    )  # fmt: skip
    verbs.add(
        "meetings:meeting:run", _("Declare that there is no quorum"), here("inquorate"),
        when="declare_inquorate" in steps, icon="users", tone="danger",
        confirm=_("End the meeting because too few came? Its items go back to the docket."),
    )  # fmt: skip
    verbs.add(
        "meetings:meeting:call", _("Cancel the meeting"), here("cancel"), when="cancel" in steps,
        method="get", icon="calendar", tone="danger",
    )  # fmt: skip
    return verbs
