"""A charter as a folder: `meta.toml` with the typed rules, `en.md` and `zh.md` with the text."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from council.charter.codec import decode, encode
from council.charter.rules import RuleSet
from council.charter.texts import ArticleText, join, paired, split

TITLES = {"en": "Charter of the Customer Service Council", "zh": "客户服务委员会章程"}


def read(folder: Path) -> tuple[list[ArticleText], RuleSet]:
    """The articles in both languages and the rules that a folder holds."""
    pieces = [split((folder / f"{lang}.md").read_text(encoding="utf-8")) for lang in ("en", "zh")]
    meta = tomllib.loads((folder / "meta.toml").read_text(encoding="utf-8"))
    return paired(*pieces), decode(meta["rules"])


def write(folder: Path, articles: Sequence[ArticleText], rules: RuleSet) -> None:
    """Write a folder that `read` gives back as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    for lang, title in TITLES.items():
        (folder / f"{lang}.md").write_text(f"# {title}\n\n{join(articles, lang)}", encoding="utf-8")
    (folder / "meta.toml").write_text("\n".join(_meta(rules)), encoding="utf-8")


def _meta(rules: RuleSet) -> Iterator[str]:
    yield "# The texts stand beside this file; the rules that they mean stand here."
    yield 'kind = "charter"'
    yield 'slug = "charter"'
    for lang, title in TITLES.items():
        yield f"title_{lang} = {_value(title)}"
    yield ""
    written = encode(rules)
    for name, parts in written.pop("classes").items():
        for part, one in parts.items():
            yield from _table(f"rules.classes.{name}.{part}", one)
    for name, one in written.items():
        yield from _table(f"rules.{name}", one)


def _table(path: str, one: Mapping[str, Any] | None) -> Iterator[str]:
    if one is None:
        return
    yield f"[{path}]"
    for name, value in one.items():
        if value is not None:
            yield f"{name} = {_value(value)}"
    yield ""


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
