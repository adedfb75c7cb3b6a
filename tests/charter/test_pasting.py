"""A whole charter pasted into a draft: thirty articles in both languages, what is wrong, what stays."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from council.charter import queries, service, starter
from council.charter.models import CharterVersion
from council.charter.pasting import LIMIT, pasted
from council.charter.texts import counted, split
from council.core.errors import RefusedMany, Stale
from tests.page import Visitor
from tests.people import Cast

SignIn = Callable[..., Visitor]
NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
SUBJECTS = (
    ("Name", "名称"), ("Purpose", "宗旨"), ("Authority", "职权"), ("Seats", "席位"), ("Terms", "任期"),
    ("Alternates", "代理委员"), ("Chair", "主席"), ("Vice-chair", "副主席"), ("Secretary", "秘书"), ("Meetings", "会议"),
)  # fmt: skip


def numeral(number: int) -> str:
    """1 一, 10 十, 11 十一, 20 二十, 25 二十五."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十") + (
        NUMERALS[ones - 1] if ones else ""
    )


def thirty() -> dict[str, str]:
    """A charter as it comes out of a word processor: a title, a preamble, thirty articles of two clauses."""
    en, zh = ["# Charter of the Council", "We, the departments, agree:"], ["# 委员会章程", "各部门议定如下："]
    for n in range(1, 31):
        title_en, title_zh = SUBJECTS[(n - 1) % 10]
        en.append(f"## Article {n}: {title_en}\n\n{n}.1 The first rule of {title_en.lower()}, see article 3.")
        en.append(f"**{n}.2** The second one:\n\n- with a list\n- of two points")
        zh.append(f"第{numeral(n)}条　{title_zh}\n\n{n}.1 关于{title_zh}的第一款，参见第三条的规定。")
        zh.append(f"{n}.2 第二款：\n\n（一）甲；\n（二）乙。")
    return {"en": "\n\n".join(en), "zh": "\r\n\r\n".join(zh)}


@pytest.fixture
def draft(session: Session, cast: Cast, now: datetime) -> CharterVersion:
    made = service.draft_version(session, cast.actor("chair"), change_summary="x", now=now)
    session.commit()
    return made


@pytest.mark.parametrize(
    ("written", "number"),
    [("五", 5), ("十", 10), ("十二", 12), ("二十", 20), ("二十五", 25), ("一百零三", 103), ("一百一十", 110),
     ("〇", 0), ("两百", 200), ("12", 12)],
)  # fmt: skip
def test_chinese_numerals_are_numbers(written: str, number: int) -> None:
    assert counted(written) == number


@pytest.mark.parametrize(
    "line",
    ["## 第5条 法定人数", "## Article 5 法定人数", "# 5. 法定人数", "第五条 法定人数", "第五条　法定人数", "**第五条** 法定人数",
     "### 第五条：法定人数", "Article 5: 法定人数", "## 5、法定人数"],
)  # fmt: skip
def test_an_article_begins_in_many_ways(line: str) -> None:
    (piece,) = split(f"{line}\n")
    assert (piece.number, piece.title) == ("5", "法定人数")


@pytest.mark.parametrize(
    "line", ["第五条所称席位包括空缺席位。", "Article 5 applies here as well.", "5 seats are enough."]
)
def test_a_sentence_that_mentions_an_article_begins_none(line: str) -> None:
    assert [piece.number for piece in split(f"## 1 Name\n\n1.1 First.\n\n{line}\n")] == ["1", "1.1"]


def test_a_clause_may_be_a_heading() -> None:
    assert [p.number for p in split("## 5 Quorum\n\n### 5.1 Half\n\n## 5.2 Most\n")] == ["5", "5.1", "5.2"]


def test_thirty_articles_in_both_languages_replace_the_draft(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    found = service.replace_text(session, cast.actor("chair"), draft, thirty(), now=now)
    session.commit()
    session.expire_all()
    version = queries.get_version(session, 2)
    heads = [each for each in version.articles if not each.is_clause and each.number != "0"]
    assert [each.number for each in heads] == [str(n) for n in range(1, 31)]
    assert len(version.articles) == 91 and found.clauses == 60  # with the preamble
    assert heads[24].title_en == "Terms" and heads[24].title_zh == "任期"
    assert queries.get_article(version, "0").body_zh == "各部门议定如下："
    assert queries.get_article(version, "12.2").body_zh == "第二款：\n\n（一）甲；\n（二）乙。"
    assert not any(each.stale for each in version.articles)
    assert [each.position for each in version.articles] == list(range(1, 92))


def test_one_language_leaves_the_other_and_flags_it(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    before = {each.number: each.body_zh for each in draft.articles}
    english = service.replace_text(
        session, cast.actor("chair"), draft, {"en": thirty()["en"], "zh": " "}, now=now
    )
    assert english.lagging == 91 and english.gone[0] == "1.3"
    kept = queries.get_article(draft, "5.1")
    assert kept.body_zh == before["5.1"] and kept.stale
    assert queries.get_article(draft, "30.1").body_zh == ""
    # Then the translation alone: it catches up, and nothing of the law goes.
    after = service.replace_text(session, cast.actor("chair"), draft, {"zh": thirty()["zh"]}, now=now)
    assert after.lagging == 0 and not after.gone
    assert queries.get_article(draft, "30.1").body_en.startswith("The first rule of meetings")


def test_the_same_text_again_changes_nothing(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    text = (starter.FOLDER / "en.md").read_text(encoding="utf-8")
    found = service.replace_text(session, cast.actor("chair"), draft, {"en": text}, now=now)
    assert not (found.new or found.gone or found.changed or found.lagging)


@pytest.mark.parametrize(
    ("texts", "key", "field"),
    [
        ({"en": "## 1 Name\n\n## 1 Again"}, "charter.paste_twice", "en"),
        ({"zh": "第一条 名称\n\n1.1 甲。\n\n1.1 乙。"}, "charter.paste_twice", "zh"),
        ({"en": "Only some words."}, "charter.paste_no_article", "en"),
        ({"en": "## 1 Name\n\n2.1 A stray clause."}, "charter.paste_stray", "en"),
        ({"en": "## 1 Name\n\n1.1 " + "x" * LIMIT}, "charter.paste_too_large", "en"),
        ({"zh": "第九十条 新条"}, "charter.paste_unknown", "zh"),
        ({"en": "", "zh": "  "}, "core.required", "en"),
    ],
)
def test_a_text_with_faults_is_refused_with_each_of_them(
    session: Session,
    cast: Cast,
    now: datetime,
    draft: CharterVersion,
    texts: dict[str, str],
    key: str,
    field: str,
) -> None:
    with pytest.raises(RefusedMany) as many:
        service.replace_text(session, cast.actor("chair"), draft, texts, now=now)
    assert (key, field) in {(one.key, one.field) for one in many.value.refusals}


def test_rules_whose_article_vanishes_are_named_before_and_stop_the_vote_after(
    sign_in: SignIn, session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    text = "## 1 Name\n\n1.1 A short charter."
    found = pasted({"en": text}, service.texts_of(draft), queries.rules_of(draft), "en")
    said = {one.params["article"] for one in found.remarks if one.key == "charter.paste_vanished"}
    assert said >= {"5.2", "6.1", "4.3"} and not found.problems
    service.replace_text(session, cast.actor("chair"), draft, {"en": text}, now=now)
    session.commit()
    page = sign_in("chair").get("/council/charter/v2")
    assert "A rule names article 5.2, which this version does not have" in page.text
    assert "/council/charter/v2/rules/ordinary.quorum" in page.links()


def test_two_at_one_desk_do_not_paste_over_each_other(
    session: Session, cast: Cast, now: datetime, draft: CharterVersion
) -> None:
    seen = draft.row_version
    service.replace_text(session, cast.actor("counsel"), draft, thirty(), expected=seen, now=now)
    session.flush()
    with pytest.raises(Stale):
        service.replace_text(session, cast.actor("chair"), draft, {"en": "## 1 x"}, expected=seen, now=now)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_split_is_shown_first_and_kept_on_a_second_word(
    sign_in: SignIn, session: Session, draft: CharterVersion, lang: str
) -> None:
    chair, texts = sign_in("chair", lang), thirty()
    page = chair.get("/council/charter/v2/paste")
    seen = chair.submit(page, "", en=texts["en"], zh=texts["zh"], status=200)
    assert ("30 articles" if lang == "en" else "30条") in seen.text
    session.expire_all()
    assert len([each for each in queries.get_version(session, 2).articles if not each.is_clause]) == 12
    chair.submit(seen, "", replace="yes")
    session.expire_all()
    assert len([each for each in queries.get_version(session, 2).articles if not each.is_clause]) == 31


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_fault_stands_beside_its_text(sign_in: SignIn, draft: CharterVersion, lang: str) -> None:
    chair = sign_in("chair", lang)
    page = chair.submit(chair.get("/council/charter/v2/paste"), "", zh="第一条 甲\n\n第一条 乙", status=422)
    found = next(e for e in page.tree.iter() if e.get("id") == "zh-err")
    assert "1" in "".join(found.itertext())


def test_a_refusal_names_twenty_numbers_and_no_more(draft: CharterVersion) -> None:
    text = "\n".join(f"第{number}条 标题" for number in range(1, 200))
    found = pasted({"zh": text}, service.texts_of(draft), queries.rules_of(draft), "en")
    numbers = found.problems[0].params["numbers"]
    assert len(numbers) == 21 and numbers[-1] == "…"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("没有编号的文字。", ["charter.paste_no_article"]),
        ("序言\n第一条 甲\n文", ["charter.paste_no_preamble"]),
    ],
)
def test_words_before_the_first_article_are_not_called_article_0(
    draft: CharterVersion, text: str, keys: list[str]
) -> None:
    found = pasted({"zh": text}, service.texts_of(draft), queries.rules_of(draft), "en")
    assert [one.key for one in found.problems] == keys
