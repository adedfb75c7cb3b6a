"""The charter on paper: hung clauses, the annex of rules, how a version became law, what changed between two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from council.charter import queries, service
from council.charter.comparing import changes, shared
from council.charter.kinds import DecisionClass
from council.charter.models import CharterVersion
from council.charter.paper import print_version
from council.charter.reading import rules_by_class
from council.charter.redline import print_redline
from council.charter.rules import RuleSet
from council.charter.sentences import lines
from council.i18n import say, use_language
from tests.charter.test_adoption import voted
from tests.page import Visitor
from tests.paper.reading import bookmarks, squeezed, tags, text_of
from tests.people import Cast

SignIn = Callable[..., Visitor]


@pytest.fixture
def spoken(app: Flask) -> Iterator[None]:
    """Papers speak their own language, within the application."""
    with app.app_context():
        yield


def amended(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    """A draft: 4.2 in both languages, 5.2 only in English, three voters for a policy become two."""
    chair = cast.actor("chair")
    draft = service.draft_version(session, chair, change_summary="Weekly meetings.", now=now)
    texts = {each.number: each for each in service.texts_of(draft)}
    for article in draft.articles:
        if article.number == "4.2":
            text = replace(
                texts["4.2"], body_en="The council meets weekly.", body_zh="委员会每周召开一次会议。"
            )
            service.edit_article(session, chair, article, text, translated=True, now=now)
        elif article.number == "5.2":
            text = replace(texts["5.2"], body_en="At least four seats must be present.")
            service.edit_article(session, chair, article, text, translated=False, now=now)
    rules = queries.rules_of(draft)
    policy = rules.classes[DecisionClass.POLICY]
    changed = replace(policy, majority=replace(policy.majority, minimum_yes=2), conflict_limit=None)
    rules = replace(rules, classes={**rules.classes, DecisionClass.POLICY: changed})
    service.edit_rules(session, chair, draft, rules, now=now)
    session.flush()
    return draft


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_has_contents_clauses_annex_record_and_signatures(
    session: Session, cast: Cast, now: datetime, lang: str
) -> None:
    version = queries.get_version(session, 1)
    pdf = print_version(session, version, lang, now=now)
    text = squeezed(text_of(pdf.bytes))
    assert pdf.warnings == () and pdf.missing_glyphs == ""
    titles = bookmarks(pdf.bytes)
    wanted = {"en": ["Article 5 Quorum", "Adoption record"], "zh": ["第5条 法定人数", "通过与施行记录"]}
    assert set(wanted[lang]) <= set(titles)
    assert {"/Table", "/TH", "/TOC", "/H1", "/H2"} & tags(pdf.bytes) >= {"/Table", "/TH", "/H1", "/H2"}
    assert text.count(squeezed({"en": "Contents", "zh": "目录"}[lang])) >= 1
    for article in version.articles:
        assert squeezed(article.body(lang)[0].replace("**", "")) in text, article.number
    assert ("Foundingact" if lang == "en" else "创设日期") in text
    assert f"charter-v1{'Version1' if lang == 'en' else '第1版'}" in text
    assert text.count("charter-v1") == pdf.pages


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_annex_holds_every_rule_under_its_class(
    session: Session, cast: Cast, now: datetime, lang: str
) -> None:
    rules = queries.rules_of(queries.get_version(session, 1))
    groups = rules_by_class(rules)
    assert [each.decision_class for each in groups] == [*DecisionClass, None]
    assert [line for group in groups for line in group.lines] == lines(rules)
    text = text_of(print_version(session, queries.get_version(session, 1), lang, now=now).bytes, "-layout")
    annex = squeezed(text[text.rindex("Annex: the rules" if lang == "en" else "附录") :])
    for sentence in {"en": ["Every policy is reviewed at least every 12 months."], "zh": ["12 个月"]}[lang]:
        assert squeezed(sentence) in annex
    assert squeezed({"en": "Charter decisions", "zh": "章程"}[lang]) in annex


@pytest.mark.usefixtures("spoken")
def test_the_same_version_twice_is_the_same_bytes(session: Session, cast: Cast, now: datetime) -> None:
    version = queries.get_version(session, 1)
    assert (
        print_version(session, version, "zh", now=now).bytes
        == print_version(session, version, "zh", now=now).bytes
    )


@pytest.mark.usefixtures("spoken")
def test_a_draft_says_so_and_tells_of_its_lagging_translation(
    session: Session, cast: Cast, now: datetime
) -> None:
    draft = amended(session, cast, now)
    pdf = print_version(session, draft, "zh", now=now)
    text = squeezed(text_of(pdf.bytes))
    assert "本条译文尚未更新，以英文文本为准。" in text
    assert "本版本尚未通过" in text
    for page in text_of(pdf.bytes).split("\f")[: pdf.pages]:
        assert {"草", "稿"} <= set(page)
    english = squeezed(text_of(print_version(session, draft, "en", now=now).bytes))
    assert "Thistextisauthoritative;itsChinesetranslationlagsbehind." in english


def test_shared_changes_are_said_once(session: Session, cast: Cast, now: datetime) -> None:
    old = queries.rules_of(queries.get_version(session, 1))
    minimum = {
        each: replace(rule, quorum=replace(rule.quorum, minimum=4)) for each, rule in old.classes.items()
    }
    new = replace(old, classes=minimum, notice=replace(old.notice, days=9))
    found = shared(changes(old, new))
    first = found[0]
    assert first.article == "5.2" and len(first.classes) == 4
    assert DecisionClass.CHARTER not in first.classes
    assert [each.classes for each in found if each.article == "4.3"] == [()]
    assert shared(changes(old, RuleSet(**vars(old)))) == []


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_redline_marks_text_and_lists_rules(session: Session, cast: Cast, now: datetime, lang: str) -> None:
    draft = amended(session, cast, now)
    founding = queries.get_version(session, 1)
    pdf = print_redline(session, founding, draft, lang, now=now)
    again = print_redline(session, founding, draft, lang, now=now)
    assert pdf.bytes == again.bytes and pdf.warnings == ()
    text = squeezed(text_of(pdf.bytes))
    said = {
        "en": ["weekly", "nolongerarule", "Weeklymeetings.", "paragraphsunchanged", "Holdsfor"],
        "zh": [
            "周召开一次会议",
            "规则已取消",
            "Weeklymeetings.",
            "段未变",
            "适用于",
            "译文尚未更新的条款：5.2",
        ],
    }
    for words in said[lang]:
        assert words in text, words
    assert {"en": "[added:", "zh": "[新增："}[lang] in text
    assert bookmarks(pdf.bytes)[0] == {"en": "Summary", "zh": "修订概要"}[lang]


@pytest.mark.usefixtures("spoken")
def test_the_way_back_reads_the_other_way_round(session: Session, cast: Cast, now: datetime) -> None:
    draft = amended(session, cast, now)
    pdf = print_redline(session, draft, queries.get_version(session, 1), "en", now=now)
    assert "Version1againstversion2" in squeezed(text_of(pdf.bytes))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_compare_page_leads_to_the_paper(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime, lang: str
) -> None:
    amended(session, cast, now)
    session.commit()
    member = sign_in("sales", lang)
    page = member.get("/council/charter/v1...v2")
    assert f"/council/charter/v1...v2/{lang}.pdf" in page.links()
    answer = member.client.get(f"/council/charter/v1...v2/{lang}.pdf")
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-")
    member.get("/council/charter/v1...v2/fr.pdf", status=404)
    member.get("/council/charter/v1...v9/en.pdf", status=404)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_adoption_record_names_decision_votes_and_working(
    session: Session, cast: Cast, now: datetime, lang: str
) -> None:
    begun = now - timedelta(days=20)
    draft = service.draft_version(session, cast.actor("chair"), change_summary="x", now=begun)
    service.submit(session, cast.actor("chair"), draft, now=begun)
    meeting, motion = voted(session, cast, draft, now, no=1)
    text = squeezed(text_of(print_version(session, draft, lang, now=now).bytes))
    votes = {"en": "5yes,1no,0abstained,0recused", "zh": "同意5票，反对1票，弃权0票，回避0人"}
    assert votes[lang] in text
    assert f"{motion.number}" in text and meeting.code in text
    with use_language(lang):
        for step in motion.working:
            assert squeezed(say(step)) in text
    assert squeezed(cast.chair.name.pick(lang)) in text
    founding = squeezed(text_of(print_version(session, queries.get_version(session, 1), lang, now=now).bytes))
    assert {"en": "charterv2follows", "zh": "此后适用章程v2"}[lang] in founding
    assert {"en": "Superseded", "zh": "已被替代"}[lang] in founding
