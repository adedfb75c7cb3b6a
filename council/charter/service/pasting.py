"""A draft's articles replaced in one step by a pasted text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from council.audit.service import expect, record
from council.charter import queries
from council.charter.models import CharterArticle, CharterVersion
from council.charter.pasting import Pasted, pasted
from council.charter.service.rulemaking import check_desk
from council.charter.service.soundly import texts_of
from council.core.actor import Actor
from council.core.errors import RefusedMany


def replace_text(
    session: Session,
    actor: Actor,
    version: CharterVersion,
    texts: dict[str, str],
    *,
    expected: int | None = None,
    now: datetime,
) -> Pasted:
    """Give a draft the articles of a Markdown text in one language or both (`{"en": …, "zh": …}`).

    The other language's text stays where the number matches and is flagged as lagging; articles that the
    authoritative text no longer has are gone. RefusedMany with every fault of the text.
    """
    check_desk(actor, version)
    expect(version, expected)
    found = pasted(texts, texts_of(version), queries.rules_of(version), version.authoritative_lang)
    if found.problems:
        raise RefusedMany(found.problems)
    rows = {each.number: each for each in version.articles}
    for number in found.gone:
        version.articles.remove(rows[number])
    for position, text in enumerate(found.articles, start=1):
        row = rows.get(text.number)
        if row is None:
            row = CharterArticle(number=text.number)
            version.articles.append(row)
        row.position, row.stale = position, text.stale
        row.title_en, row.title_zh, row.body_en, row.body_zh = (
            text.title_en, text.title_zh, text.body_en, text.body_zh,
        )  # fmt: skip
    version.articles.sort(key=lambda one: one.position)
    record(
        session, actor, "charter.paste", version, now=now, languages=sorted(k for k, v in texts.items() if v.strip()),
        articles=len(found.heads), clauses=found.clauses, new=found.new, gone=found.gone, changed=found.changed,
    )  # fmt: skip
    flag_modified(version, "rules")  # whoever has the whole open in another form is told
    session.flush()
    return found
