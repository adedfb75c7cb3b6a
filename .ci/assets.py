"""Rebuilds what is vendored under static/ from a folder of unpacked npm packages, and checks its hashes.

    .venv/bin/python .ci/assets.py check                 compare static/ with static/vendor/vendor.json
    .venv/bin/python .ci/assets.py icons  NODE_MODULES   static/vendor/icons.svg from static/vendor/icons.txt
    .venv/bin/python .ci/assets.py fonts  NODE_MODULES TEXT…   static/fonts (TEXT: files whose characters must print)
    .venv/bin/python .ci/assets.py slices NODE_MODULES TEXT…   only the web's Chinese, most used characters first
    .venv/bin/python .ci/assets.py copy   NODE_MODULES   scripts, style sheets and licences
    .venv/bin/python .ci/assets.py record                write the hashes into vendor.json and the style sheets

Only `fonts` needs more than the standard library: fontTools and brotli, which WeasyPrint brings along.
"""

import hashlib
import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"
MANIFEST = VENDOR / "vendor.json"

COPIES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "sortablejs/Sortable.min.js": "sortable.min.js",
    "sortablejs/LICENSE": "sortable.LICENSE.txt",
    "@tabler/icons/LICENSE": "tabler.LICENSE.txt",
}

WIDE = "0020-024F,0259,02BB-02DD,0300-0304,0306-030C,0323,0331,0370-03FF,0400-045F,0490-0491,1E00-1EFF"
SIGNS = "2000-206F,2070-209F,20A0-20C0,2100-214F,2150-218F,2190-21FF,2200-22FF,2300-23FF,2460-24FF,25A0-27BF"
CJK_SIGNS = "3000-303F,3100-312F,3200-32FF,FE30-FE4F,FF00-FFEF"

PAPER = {
    "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf": "Inter-Regular.ttf",
    "@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf": "Inter-Italic.ttf",
    "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf": "Inter-SemiBold.ttf",
    "@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf": "Inter-Bold.ttf",
    "@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf": "SourceSerif4-Regular.ttf",
    "@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf": (
        "SourceSerif4-Italic.ttf"
    ),
    "@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf": "SourceSerif4-SemiBold.ttf",
    "@expo-google-fonts/source-serif-4/700Bold/SourceSerif4_700Bold.ttf": "SourceSerif4-Bold.ttf",
}
PAPER_CJK = {
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
    "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
}
FONT_LICENCES = {
    "@expo-google-fonts/inter/LICENSE_FONT": "Inter.OFL.txt",
    "@expo-google-fonts/source-serif-4/LICENSE_FONT": "SourceSerif4.OFL.txt",
    "@expo-google-fonts/noto-sans-sc/LICENSE_FONT": "NotoSansSC.OFL.txt",
}
WEB_LATIN = {
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter-latin.woff2",
    "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2": "inter-latin-ext.woff2",
    "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2": "source-serif-4-latin-600.woff2",
}


def ranges(text: str) -> set[int]:
    """The code points of a list such as `0020-024F,0259`."""
    points: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def gb2312() -> list[int]:
    """Every character of GB 2312 in its own order: level 1 (the 3,755 common ones) by reading, then level 2."""
    points = []
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                points.append(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return points


def big5_level_1() -> set[int]:
    """The 5,401 common traditional characters, for names and quotations written that way."""
    points = set()
    for row in range(0xA4, 0xC7):
        for cell in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
            try:
                points.add(ord(bytes((row, cell)).decode("big5")))
            except UnicodeDecodeError:
                continue
    return points


def cut(source: Path, target: Path, points: set[int], flavor: str | None = None) -> None:
    """Write the part of `source` that holds `points`; drops hinting, keeps tabular figures and kerning."""
    from fontTools import subset  # only this command needs it; the rest of the file is standard library

    options = subset.Options()
    options.layout_features = ["*"] if flavor is None else ["kern", "liga", "locl", "tnum", "ccmp", "mark"]
    options.hinting = False
    options.flavor = flavor
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def fonts(modules: Path, texts: list[Path]) -> None:
    """Paper faces as plain TTF, the web's Latin as it comes, the web's Chinese in slices with their CSS."""
    folder = STATIC / "fonts"
    for source, name in (FONT_LICENCES | WEB_LATIN).items():
        shutil.copyfile(modules / source, folder / name)
    latin = ranges(WIDE) | ranges(SIGNS)
    for source, name in PAPER.items():
        cut(modules / source, folder / name, latin)
    read = used_in(texts)
    chinese = latin | ranges(CJK_SIGNS) | set(gb2312()) | big5_level_1() | set(read)
    for source, name in PAPER_CJK.items():
        cut(modules / source, folder / name, chinese)
    slices(modules, folder / "sc", read)


def used_in(texts: list[Path]) -> Counter[int]:
    """How often each character stands in these files."""
    return Counter(ord(c) for path in texts for c in path.read_text("utf-8"))


def slices(modules: Path, folder: Path, read: Counter[int]) -> None:
    """Chinese for the web: the words of every page first, then what the texts use most, then GB 2312."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    signs = [p for p in ranges("00B7,2014,2018-201D,2026") | ranges(CJK_SIGNS) if p in read or p < 0x3002]
    ours = [p for p, _ in read.most_common() if p >= 0x3400 and p not in signs]
    rest = sorted(p for p in gb2312() if p >= 0x3000)  # by code point: neighbours make short ranges
    first = [ord(c) for c in (STATIC / "fonts" / "sc-first.txt").read_text("utf-8") if ord(c) >= 0x3400]
    order = list(dict.fromkeys([*signs, *first, *ours, *rest]))
    css = [
        "/* Written by .ci/assets.py: Noto Sans SC in slices; a browser fetches only those a page needs. */"
    ]
    faces = {400: "400Regular", 600: "600SemiBold"}
    for number, start in enumerate(range(0, len(order), 150)):
        part = order[start : start + 150]
        for weight, name in faces.items():  # both weights side by side: their ranges then compress to one
            file = f"council-sc-{weight}-{number:02}.woff2"
            source = modules / f"@expo-google-fonts/noto-sans-sc/{name}/NotoSansSC_{name}.ttf"
            cut(source, folder / file, set(part), "woff2")
            css.append(
                f"@font-face{{font-family:'Council Sans SC';font-style:normal;font-weight:{weight};"
                f"font-display:swap;src:url('../fonts/sc/{file}') format('woff2');unicode-range:{spelled(part)}}}"
            )
    (STATIC / "css" / "chinese.css").write_text("\n".join(css) + "\n", "utf-8")


def spelled(points: list[int]) -> str:
    """Code points as a CSS unicode-range, neighbours joined."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def icons(modules: Path) -> None:
    """One sprite of the icons named in icons.txt; `name = other` takes Tabler's `other` under our name."""
    symbols = []
    for line in (VENDOR / "icons.txt").read_text("utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if not line:
            continue
        ours, _, theirs = (part.strip() for part in line.partition("="))
        style, _, name = (theirs or ours).rpartition("/")
        drawing = (modules / "@tabler/icons/icons" / (style or "outline") / f"{name}.svg").read_text("utf-8")
        body = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.S)[1]
        body = re.sub(r'<path stroke="none"[^>]*fill="none" ?/>', "", body)
        body = re.sub(r"\s*\n\s*", "", body)
        paint = ' fill="currentColor" stroke="none"' if style == "filled" else ""
        symbols.append(f'<symbol id="{ours}" viewBox="0 0 24 24"{paint}>{body}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (VENDOR / "icons.svg").write_text(sprite, "utf-8")


def copy(modules: Path) -> None:
    for source, name in COPIES.items():
        text = (modules / source).read_text("utf-8")
        text = re.sub(r"\n?(/\*|//)# sourceMappingURL=.*", "", text)  # the maps are not shipped
        (VENDOR / name).write_text(text, "utf-8")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files_of(part: dict) -> list[Path]:
    return sorted(path for pattern in part["pattern"] for path in STATIC.glob(pattern))


def stamp() -> None:
    """Give every address in a style sheet the hash the server's own addresses carry: kept for ever, never stale."""
    for sheet in (STATIC / "css").glob("*.css"):
        text = sheet.read_text("utf-8")
        found = re.compile(r"""url\((["'])\.\./([\w./-]+)(?:\?v=\w*)?\1\)""")
        new = found.sub(lambda m: f"url({m[1]}../{m[2]}?v={digest(STATIC / m[2])[:12]}{m[1]})", text)
        if new != text:
            sheet.write_text(new, "utf-8")


def record() -> None:
    stamp()
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    for part in manifest["parts"]:
        part["files"] = {str(p.relative_to(STATIC)): digest(p) for p in files_of(part)}
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")


def check() -> int:
    wrong = []
    for part in json.loads(MANIFEST.read_text("utf-8"))["parts"]:
        found = {str(p.relative_to(STATIC)): digest(p) for p in files_of(part)}
        wrong += [
            f"{part['name']}: {n}" for n in found | part["files"] if found.get(n) != part["files"].get(n)
        ]
    print("\n".join(wrong) or "static/ is as vendor.json says")
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["check"]:
            return check()
        case ["record"]:
            record()
        case ["icons", modules]:
            icons(Path(modules))
        case ["copy", modules]:
            copy(Path(modules))
        case ["fonts", modules, *texts]:
            fonts(Path(modules), [Path(t) for t in texts])
        case ["slices", modules, *texts]:
            slices(Path(modules), STATIC / "fonts" / "sc", used_in([Path(t) for t in texts]))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
