"""The permission table: who may do what. When it may be done stands in the rooms' lifecycles."""

from __future__ import annotations

from council.access.predicates import (
    COUNCIL,
    MEMBER,
    OFFICERS,
    READER,
    SECRETARIAT,
    SIGNED_IN,
    SYSTEM,
    Predicate,
    holds,
    in_seat,
    is_in,
    not_in,
    owned,
)

ADMINISTRATOR = holds("administrator")
AUDITOR = holds("auditor")
ANALYST = holds("analyst")
CHARTER_READER = READER | ADMINISTRATOR

TABLE: dict[str, Predicate] = {
    # accounts and settings: the administrator's, who decides no council business
    "accounts:profile:read": SIGNED_IN,
    "accounts:profile:edit": SIGNED_IN & owned("id"),
    "accounts:password:set": SIGNED_IN & owned("id"),
    "accounts:token:make": ANALYST | SECRETARIAT | MEMBER,  # whoever may record values
    "accounts:token:revoke": (SIGNED_IN & owned("person_id")) | ADMINISTRATOR,
    "accounts:department:create": ADMINISTRATOR | SECRETARIAT,
    "admin:people:read": ADMINISTRATOR | AUDITOR | holds("secretary"),
    "admin:people:edit": ADMINISTRATOR,
    "admin:settings:edit": ADMINISTRATOR,
    "admin:log:read": ADMINISTRATOR | AUDITOR,
    "admin:outbox:read": ADMINISTRATOR,
    "notifications:notice:read": SIGNED_IN,
    # the council's own law and its seats
    "charter:version:read": CHARTER_READER,
    "charter:version:draft": SECRETARIAT | holds("legal_counsel"),
    "charter:version:adopt": OFFICERS,
    "charter:version:found": SYSTEM,
    "seats:seat:read": CHARTER_READER,
    "seats:seat:edit": SECRETARIAT,
    "seats:term:record": SECRETARIAT,
    "seats:appointment:record": SECRETARIAT,
    # metrics
    "metrics:metric:read": READER,
    "metrics:metric:edit": ANALYST | SECRETARIAT,
    "metrics:observation:record": ANALYST | SECRETARIAT | (MEMBER & in_seat("owner_seat_id")),
    "metrics:concern:look": ANALYST | SECRETARIAT | (MEMBER & in_seat("owner_seat_id")),
    "metrics:concern:dismiss": SECRETARIAT,
    "metrics:rebase:record": ANALYST | SECRETARIAT,
    "metrics:set:review": ANALYST | OFFICERS,
    # proposals: a draft is its author's own business
    "proposals:proposal:read": (COUNCIL & not_in("draft")) | (MEMBER & owned("author_id")),
    "proposals:proposal:draft": MEMBER,
    "proposals:proposal:edit": MEMBER & owned("author_id") & is_in("draft", "returned"),
    "proposals:proposal:submit": MEMBER & owned("author_id"),
    "proposals:proposal:withdraw": MEMBER & owned("author_id"),
    "proposals:proposal:docket": SECRETARIAT,
    "proposals:proposal:return": SECRETARIAT,
    "proposals:proposal:schedule": OFFICERS,
    "proposals:proposal:decide": OFFICERS,
    "proposals:proposal:hand_over": OFFICERS & not_in("draft"),
    # meetings and agendas
    "meetings:meeting:read": COUNCIL,
    "meetings:meeting:plan": SECRETARIAT,
    "meetings:requisition:support": MEMBER,  # the rule asks whose voice counts: who holds a voting seat
    "meetings:workdays:edit": SECRETARIAT,
    "meetings:agenda:edit": OFFICERS,
    "meetings:meeting:call": OFFICERS,
    "meetings:meeting:run": OFFICERS,
    "meetings:attendance:record": OFFICERS,
    "meetings:attendance:own": MEMBER,
    # decisions
    "decisions:decision:read": READER,
    "decisions:replay:read": READER,
    "decisions:motion:read": COUNCIL,
    "decisions:motion:put": OFFICERS,
    "decisions:ballot:cast": MEMBER,
    "decisions:ballot:record": OFFICERS,
    "decisions:motion:close": OFFICERS,
    "decisions:motion:casting": MEMBER,  # the rule asks who holds it: whoever presides
    # actions
    "actions:action:read": READER,
    "actions:action:assign": OFFICERS,
    "actions:action:finish": OFFICERS | (SIGNED_IN & owned("owner_id")),
    "actions:action:drop": OFFICERS,
    # minutes
    "minutes:minutes:read": COUNCIL,
    "minutes:room:read": COUNCIL,
    "minutes:minutes:compose": SECRETARIAT,
    "minutes:minutes:comment": MEMBER | SECRETARIAT,
    # initiatives
    "initiatives:initiative:read": READER,
    "initiatives:initiative:open": OFFICERS,
    "initiatives:initiative:hand_over": OFFICERS,
    "initiatives:initiative:lead": SECRETARIAT | (MEMBER & owned("lead_id")),
    "initiatives:gate:override": holds("chair"),
    # policies
    "policies:policy:read": READER,
    "policies:policy:create": MEMBER,
    "policies:policy:edit": SECRETARIAT,
    "policies:version:read": (READER & not_in("draft")) | MEMBER,
    "policies:version:draft": MEMBER,
    "policies:version:edit": SECRETARIAT | (MEMBER & owned("author_id")),
    "policies:version:legal": holds("legal_counsel"),
    "policies:version:adopt": OFFICERS,
    # reports and home
    "reports:report:read": (READER & not_in("draft")) | SECRETARIAT | ANALYST,
    "reports:report:compose": SECRETARIAT | ANALYST,
    "reports:report:issue": SECRETARIAT,
    "home:home:read": SIGNED_IN,
    "home:council:read": CHARTER_READER,
}
