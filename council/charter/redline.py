"""What changed between two versions of the charter, on paper: the rules as sentences, then the text with marks."""

from __future__ import annotations

import hashlib
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from council.audit.queries import head
from council.charter import hooks, queries
from council.charter.comparing import changes, shared
from council.charter.models import CharterVersion
from council.charter.paper import record_hash, standing
from council.charter.service import texts_of
from council.charter.states import VersionState
from council.charter.texts import join
from council.core.clock import local_date
from council.core.diff import condense, diff, stats
from council.i18n import day, spoken, use_language
from council.paper.document import Document, print_document
from council.paper.press import Pdf


def print_redline(
    session: Session, old: CharterVersion, new: CharterVersion, lang: str, *, now: datetime
) -> Pdf:
    """Both versions against each other in one language; a draft on either side is said on every page."""
    council = queries.profile(session)
    today = local_date(now, council.time_zone if council else "UTC")
    known = queries.versions(session)
    blocks = diff(join(texts_of(old), lang), join(texts_of(new), lang), lang)
    names = hooks.seat_names(session, today)
    with use_language(lang):
        doc = Document(
            title=_("Changes to the charter"),
            subtitle=_("Version %(new)s against version %(old)s", old=old.number, new=new.number),
            lang=lang,
            council_name=council.name.pick(lang) if council else "",
            reference=f"charter-{old.code}-{new.code}",
            version_label=str(new.number),
            state_label=standing(new, known, today).label,
            date_label=day(
                local_date(new.adopted_at or new.made_at, council.time_zone if council else "UTC")
            ),
            draft=any(each.state != VersionState.ADOPTED for each in (old, new)),
            record_hash=hashlib.sha256((record_hash(old) + record_hash(new)).encode()).hexdigest(),
            log_head=head(session),
            facts=(
                (_("Before"), _described(old, spoken(standing(old, known, today)))),
                (_("After"), _described(new, spoken(standing(new, known, today)))),
                (_("Authoritative text"), _("Chinese") if new.authoritative_lang == "zh" else _("English")),
            ),
            moment=new.adopted_at or new.made_at,
        )
    return print_document(
        "charter/redline.html",
        doc,
        old=old,
        new=new,
        changes=shared(changes(queries.rules_of(old), queries.rules_of(new), names)),
        blocks=condense(blocks),
        stats=stats(blocks),
        lagging=[each.number for each in new.articles if each.stale],
    )


def _described(version: CharterVersion, state: str) -> str:
    if version.in_force_from is None or version.state != VersionState.ADOPTED:
        return _("v%(number)s · %(state)s", number=version.number, state=state)
    begins = day(version.in_force_from)
    return _("v%(number)s · %(state)s · from %(day)s", number=version.number, state=state, day=begins)
