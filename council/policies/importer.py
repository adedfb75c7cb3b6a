"""The shipped texts on disk: policies/<slug>/{meta.toml,en.md,zh.md}, in and out, without doubles."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from council.core.errors import Refused
from council.policies.models import Policy, PolicyVersion
from council.policies.rules import Category, need_slug, tidy
from council.policies.service import PolicyFacts, VersionContent

SIZE_MAX = 400_000
_TEXTS = ("name_en", "name_zh", "audience_en", "audience_zh", "category", "change_summary", "lang")


@dataclass(frozen=True)
class Folder:
    """What a folder holds."""

    slug: str
    facts: PolicyFacts
    content: VersionContent


def folders(root: Path) -> list[Path]:
    """The folders that hold a policy, by name; the charter has its own room."""
    return sorted(p.parent for p in root.glob("*/meta.toml") if p.parent.name != "charter")


def read(folder: Path) -> Folder:
    """What a folder says; Refused with the file and the problem."""
    slug = need_slug(folder.name)
    try:
        meta = tomllib.loads(_text(folder / "meta.toml"))
    except tomllib.TOMLDecodeError as error:
        raise Refused("policies.bad_meta", file=f"{slug}/meta.toml", problem=str(error)) from None
    wrong = [key for key in _TEXTS if not isinstance(meta.get(key, ""), str)]
    if not isinstance(meta.get("review_months", 12), int):
        wrong.append("review_months")
    if wrong:
        raise Refused("policies.bad_meta", file=f"{slug}/meta.toml", problem=", ".join(wrong))
    facts = PolicyFacts(
        name_en=meta.get("name_en", ""),
        name_zh=meta.get("name_zh", ""),
        category=meta.get("category", Category.SERVICE.value),
        audience_en=meta.get("audience_en", ""),
        audience_zh=meta.get("audience_zh", ""),
        review_months=meta.get("review_months"),
    )
    content = VersionContent(
        body_en=tidy(_text(folder / "en.md")),
        body_zh=tidy(_text(folder / "zh.md")),
        change_summary=meta.get("change_summary", ""),
        lang=meta.get("lang", "en"),
        authoritative_lang=meta.get("authoritative_lang", "zh"),
    )
    return Folder(slug, facts, content)


def write(root: Path, policy: Policy, version: PolicyVersion) -> Path:
    """Put a policy and one of its versions on disk."""
    folder = root / policy.slug
    folder.mkdir(parents=True, exist_ok=True)
    meta: dict[str, Any] = {
        "name_en": policy.name_en,
        "name_zh": policy.name_zh,
        "category": policy.category,
        "audience_en": policy.audience_en,
        "audience_zh": policy.audience_zh,
        "review_months": policy.review_months,
        "authoritative_lang": version.authoritative_lang,
        "lang": version.lang,
        "change_summary": version.change_summary,
    }
    # A JSON string is a TOML basic string, and a JSON integer a TOML one.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    (folder / "meta.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "en.md").write_text(version.body_en + "\n", encoding="utf-8")
    (folder / "zh.md").write_text(version.body_zh + "\n", encoding="utf-8")
    return folder


def same_text(version: PolicyVersion, content: VersionContent) -> bool:
    """Whether a version already says this."""
    return (version.body_en, version.body_zh, version.authoritative_lang) == (
        content.body_en,
        content.body_zh,
        content.authoritative_lang,
    )


def _text(path: Path) -> str:
    name = f"{path.parent.name}/{path.name}"
    try:
        if path.stat().st_size > SIZE_MAX:
            raise Refused("core.too_long", max=SIZE_MAX, length=path.stat().st_size)
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused("policies.bad_meta", file=name, problem=error.strerror or "") from None
    except UnicodeDecodeError:
        raise Refused("policies.bad_meta", file=name, problem="UTF-8") from None
