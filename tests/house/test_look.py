"""The look keeps its promises: readable colours, icons that exist, vendored files as recorded, nothing inline."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKENS = (ROOT / "static/css/tokens.css").read_text("utf-8")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TONES = ("neutral", "info", "good", "warn", "bad", "special")
INKS = ("ink", "ink-2", "ink-3", "accent", "danger")
PAIRS = [
    *((ink, ground) for ink in INKS for ground in ("paper", "surface", "raised")),
    *((f"{tone}-ink", f"{tone}-soft") for tone in TONES),
    *((f"{tone}-ink", "surface") for tone in TONES),
    *(("ink-2", "sunken"), ("ink-3", "sunken"), ("accent-ink", "accent-soft")),
    *(("on-fill", "fill"), ("on-fill", "fill-deep"), ("surface", "danger")),
]


def palette(selector: str) -> dict[str, str]:
    """The colours set in the first block of this selector."""
    block = TOKENS.split(f"\n{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("selector", [':root, [data-bs-theme="light"]', '[data-bs-theme="dark"]'])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(selector: str, ink: str, ground: str) -> None:
    colours = palette(selector)
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/vendor/icons.svg").read_text("utf-8")))
    named = {
        (name, str(path.relative_to(ROOT)))
        for path in TEMPLATES
        for name in re.findall(r"""\b(?:icon|svg)(?:\(|=)\s*["']([\w-]+)["']""", path.read_text("utf-8"))
    }
    assert named, "the pattern finds no icon any more"
    assert not {(name, path) for name, path in named if name not in sprite}


def test_vendored_files_are_as_recorded() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci/assets.py", "check"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_no_template_carries_inline_style_or_script() -> None:
    pages = [path for path in TEMPLATES if "pdf" not in path.parts and "mail" not in path.parts]
    inline = re.compile(r"""<style|<script(?![^>]*\bsrc=)|\sstyle=["']|\son[a-z]+=["']|javascript:""")
    assert not [str(path.relative_to(ROOT)) for path in pages if inline.search(path.read_text("utf-8"))]
