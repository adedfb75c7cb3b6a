"""The charter's prose as values: split by numbers, put together again, and the shipped texts whole."""

from council.charter import starter
from council.charter.reading import rules_by_article, sections
from council.charter.texts import cited_articles, join, paired, split


def test_markdown_is_split_by_article_and_clause() -> None:
    found = split(
        "# Charter\n\n## 5 Quorum\n\n5.1 One line\nand its second.\n\n**5.2** Another.\n\n## Article 6: Votes\n"
    )
    assert [(p.number, p.title) for p in found] == [("5", "Quorum"), ("5.1", ""), ("5.2", ""), ("6", "Votes")]
    assert found[1].body == "One line\nand its second."
    assert found[2].body == "Another."


def test_chinese_headings_are_articles_too() -> None:
    found = split("# 章程\n\n## 第5条 法定人数\n\n5.2 到会者超过半数。\n")
    assert [(p.number, p.title, p.body) for p in found] == [
        ("5", "法定人数", ""),
        ("5.2", "", "到会者超过半数。"),
    ]


def test_words_before_the_first_article_are_the_preamble() -> None:
    assert [p.number for p in split("# Charter\n\nWe, the departments.\n\n## 1 Name\n")] == ["0", "1"]


def test_a_number_inside_a_sentence_is_no_clause() -> None:
    assert [p.number for p in split("## 1 Name\n\n1.1 See article 5.2 below.\n")] == ["1", "1.1"]


def test_thirty_articles_come_apart_and_together_again() -> None:
    text = "\n\n".join(
        f"## {n} Title {n}\n\n{n}.1 First of {n}.\n\n{n}.2 Second of {n}." for n in range(1, 31)
    )
    pieces = split(text)
    assert len(pieces) == 90
    assert split(join(paired(pieces, pieces), "en")) == pieces


def test_what_has_no_translation_is_flagged() -> None:
    both = paired(split("## 1 Name\n\n1.1 Text.\n\n1.2 More."), split("## 1 名称\n\n1.1 文本。"))
    assert [(a.number, a.stale) for a in both] == [("1", False), ("1.1", False), ("1.2", True)]


def test_the_shipped_charter_has_every_article_its_rules_name_in_both_languages() -> None:
    articles = {a.number: a for a in starter.articles()}
    assert not [a.number for a in articles.values() if a.stale]
    for path, number in cited_articles(starter.rules()):
        assert articles[number].body_en and articles[number].body_zh, path


def test_the_shipped_rules_are_the_ones_the_code_begins_with() -> None:
    assert starter.rules() == starter.STARTER


def test_rules_stand_beside_their_clause_and_are_said_once() -> None:
    beside = rules_by_article(starter.rules())
    (quorum,) = beside["5.2"]
    assert [c.value for c in quorum.classes] == ["ordinary", "policy", "procedure", "appointment"]
    assert beside["4.2"][0].classes == ()
    assert len(beside["6.5"]) == 5


def test_articles_hold_their_clauses() -> None:
    found = sections(starter.articles())
    assert [s.number for s in found] == [str(n) for n in range(1, 13)]
    assert [c.number for c in found[4].clauses] == ["5.1", "5.2", "5.3", "5.4"]
