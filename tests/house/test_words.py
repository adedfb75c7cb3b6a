"""Every sentence is there in both languages, every key has a sentence, every template compiles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from council.i18n import catalogue, known_messages

ROOT = Path(__file__).resolve().parents[2]
ROOMS = catalogue.rooms()
PARAMETER = re.compile(r"%\((\w+)\)[sd]")


@pytest.mark.parametrize("room", ROOMS)
def test_catalogue_is_complete(room: str) -> None:
    missing = [m.id for m in catalogue.missing(room)]
    assert not missing, f"{room}: no Chinese for {missing[:10]} (and {len(missing)} in all)"


@pytest.mark.parametrize("room", ROOMS)
def test_catalogue_is_fresh(room: str) -> None:
    shared = (
        set() if room == catalogue.SHARED else {str(m.id) for m in catalogue.read(catalogue.SHARED) if m.id}
    )
    known = {str(m.id) for m in catalogue.read(room) if m.id} | shared
    new = {str(i) for i in catalogue.extracted_ids(room)} - known
    assert not new, f"{room}: run `make i18n`; new: {sorted(new)[:10]}"


@pytest.mark.parametrize("room", ROOMS)
def test_translations_keep_the_parameters(room: str) -> None:
    for message in catalogue.read(room):
        if not message.id:
            continue
        wanted = set(PARAMETER.findall(message.id if isinstance(message.id, str) else message.id[1]))
        for text in (message.string,) if isinstance(message.string, str) else message.string:
            extra = set(PARAMETER.findall(text)) - wanted - {"n", "num"}
            assert not extra, f"{room}: {message.id!r} → {text!r} has {extra}"
            assert not re.findall(r"%(?!\()", text.replace("%%", "")), f"{room}: stray % in {text!r}"


def test_every_key_said_has_a_sentence(app: Flask) -> None:
    said: dict[str, str] = {}
    for path in (ROOT / "council").rglob("*.py"):
        for key in re.findall(r"""(?:Refused|Say|say)\(\s*["']([a-z_]+\.[a-z_.]+)["']""", path.read_text()):
            said[key] = path.name
    missing = {f"{name}: {key}" for key, name in said.items() if key not in known_messages()}
    assert not missing, sorted(missing)
    assert len(said) > 50


def test_every_log_verb_has_a_phrase(app: Flask) -> None:
    verbs = set()
    for path in (ROOT / "council").rglob("*.py"):
        verbs |= set(
            re.findall(r"""record\(\s*session,\s*\w+,\s*["']([a-z_]+\.[a-z_]+)["']""", path.read_text())
        )
    missing = {v for v in verbs if f"log.{v}" not in known_messages()}
    assert not missing, sorted(missing)
    assert verbs


def test_templates_compile(app: Flask) -> None:
    names = app.jinja_env.list_templates(extensions=["html", "txt"])
    assert len(names) > 40
    for name in names:
        app.jinja_env.get_template(name)


def test_no_template_lets_markup_through() -> None:
    """Only the Markdown door makes markup; a template never says |safe, and has no inline style or script."""
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        if "pdf" not in path.parts:
            assert "|safe" not in text.replace(" ", ""), path
            assert not re.search(r"\sstyle=|\son[a-z]+=", text), path


def test_one_sentence_has_one_translation() -> None:
    """The rooms' catalogues are read as one: the same English must not mean two things."""
    seen: dict[str, dict[str, list[str]]] = {}
    for room in ROOMS:
        for message in catalogue.read(room):
            if message.id and message.string:
                seen.setdefault(str(message.id), {}).setdefault(str(message.string), []).append(room)
    clashes = {text: said for text, said in seen.items() if len(said) > 1}
    assert not clashes, clashes
