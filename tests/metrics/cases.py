"""Published worked cases of control charts: found, sorted by kind, and their words turned into ours."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from council.metrics import spc

HERE = Path(__file__).resolve().parents[1] / "cases" / "spc"

# Charts and rule sets that the product does not have; a case of one of them is named, not run.
NOT_OFFERED = {
    "xbar": "x̄ charts need subgroups of single measurements, which the portal does not store",
    "xbarr": "x̄ and R charts need subgroups",
    "xbars": "x̄ and s charts need subgroups",
    "r": "R charts need subgroups",
    "s": "s charts need subgroups",
    "t": "time between rare events",
    "g": "cases between rare events",
    "mr": "moving ranges are not drawn as a chart of their own",
    "ip": "weighted individuals",
    "ewma": "EWMA",
    "cusum": "CUSUM",
    "pareto": "a Pareto chart has no limits",
    "nelson": "Nelson's rules",
    "western_electric": "the Western Electric rules",
    "segmented": "segmented regression",
    "highlight_series": "two of three marks only the near points, not the whole window",
    "unknown": "a kind of case nobody here has met",
    "funnel": "funnel plots",
    "variation_icons": "their icons follow flags that their settings turn on and off",
    "flag_direction": "their words for which flags count",
    "flag_outliers": "their settings",
}
_OTHER_NAMES = {
    "individuals": "xmr",
    "individual": "xmr",
    "imr": "xmr",
    "i_mr": "xmr",
    "x_mr": "xmr",
    "i": "xmr",
    "x": "xmr",
    "xm_r": "xmr",
    "two_in_3": "two_in_three",
    "2_in_3": "two_in_three",
    "two_of_three": "two_in_three",
    "outside": "astronomical",
    "astronomical_point": "astronomical",
    "pp": "p_prime",
    "up": "u_prime",
    "p'": "p_prime",
    "u'": "u_prime",
    "weco": "western_electric",
    "western": "western_electric",
    "its": "segmented",
    "interrupted": "segmented",
    "x_bar": "xbar",
    "xbar_r": "xbarr",
    "xbar_s": "xbars",
    "t2": "xbar",
    "moving_range": "mr",
    "r_chart": "r",
    "s_chart": "s",
    "c_chart": "c",
    "u_chart": "u",
    "p_chart": "p",
    "np": "np",
    "np_chart": "np",
    "x_chart": "xmr",
    "individuals_chart": "xmr",
    "run_chart": "run",
    "laney_p": "p_prime",
    "laney_u": "u_prime",
    "p_prime_chart": "p_prime",
    "astronomical_points": "astronomical",
    "check_flag_direction": "flag_direction",
    "variation_icons_to_draw": "variation_icons",
    "variation_icon": "variation_icons",
    "assurance_icon_to_draw": "assurance",
}
OURS = frozenset(
    [
        "xmr",
        "run",
        "p",
        "u",
        "c",
        "np",
        "p_prime",
        "u_prime",
        "anhoej_table",
        "wilson",
        "before_after",
        "assurance",
    ]
    + [f"rule_{r}" for r in ("shift", "trend", "astronomical", "two_in_three")]
)
"""The kinds of case that the product answers; another one is named, and never counts as run."""
DIRECTIONS = {
    "increase": spc.Direction.UP,
    "up": spc.Direction.UP,
    "higher": spc.Direction.UP,
    "1": spc.Direction.UP,
    "decrease": spc.Direction.DOWN,
    "down": spc.Direction.DOWN,
    "lower": spc.Direction.DOWN,
    "-1": spc.Direction.DOWN,
    "neutral": spc.Direction.NEUTRAL,
    "0": spc.Direction.NEUTRAL,
}
ASSURANCES = {
    "consistent_pass": spc.Assurance.MET,
    "consistent_fail": spc.Assurance.NOT_MET,
    "inconsistent": spc.Assurance.HIT_AND_MISS,
    "consistentpass": spc.Assurance.MET,
    "consistentfail": spc.Assurance.NOT_MET,
    None: None,
    "none": None,
}


@dataclass(frozen=True)
class Case:
    """One file: what kind it is, what went in, what must come out."""

    name: str
    kind: str
    raw: dict[str, Any]

    @property
    def tolerance(self) -> float:
        return float(self.raw.get("tolerance") or 1e-3)

    @property
    def options(self) -> dict[str, Any]:
        found = self.raw.get("options")
        return dict(found) if isinstance(found, dict) else {}

    @property
    def expected(self) -> dict[str, Any]:
        return answers(self.raw)

    @property
    def dates(self) -> list[str]:
        data = self.raw["data"] if isinstance(self.raw["data"], dict) else {}
        given = next((data[name] for name in ("dates", "date", "x", "period") if data.get(name)), [])
        return [str(d) for d in given]

    @property
    def values(self) -> list[float | None]:
        data = self.raw["data"]
        if isinstance(data, list):
            return list(data)
        names = ("values", "y", "value", "observations", "x")
        return next((list(data[name]) for name in names if data.get(name)), [])

    @property
    def starts(self) -> list[int]:
        """Where segments begin: by date (`rebase_dates`), by 0/1 a point, or by the length of parts."""
        options, data = self.options, self.raw["data"]
        rebase = options.get("rebase_dates") or options.get("rebase") or data.get("rebase")
        if rebase is not None and not isinstance(rebase, list):
            rebase = [rebase]
        if (
            rebase
            and len(rebase) == len(self.dates)
            and {str(r) for r in rebase} <= {"0", "1", "True", "False"}
        ):
            return [i for i, r in enumerate(rebase) if str(r) in ("1", "True")]
        starts = []
        for one in rebase or []:
            starts.append(one if isinstance(one, int) else sum(d < str(one) for d in self.dates))
        part = options.get("part") or options.get("parts") or []
        return starts + [int(p) for p in (part if isinstance(part, list) else [part])]

    @property
    def freeze(self) -> int | None:
        found = self.options.get("fix_after_n_points") or self.options.get("freeze")
        return int(found) if found else None

    @property
    def target(self) -> float | None:
        """The target the source judged by; a list of one value a point is that value."""
        found = self.options.get("target", self.raw.get("target"))
        return found[-1] if isinstance(found, list) and found else None if isinstance(found, list) else found

    @property
    def exclude(self) -> list[int]:
        found = self.options.get("exclude") or []
        return [int(i) - 1 for i in (found if isinstance(found, list) else [found])]

    @property
    def direction(self) -> spc.Direction:
        given = self.options.get("improvement_direction", self.raw.get("direction", "increase"))
        return DIRECTIONS[str(given).lower()]

    @property
    def screen(self) -> bool:
        given = self.options.get(
            "screen_outliers", self.options.get("screen", self.options.get("screened", True))
        )
        return given is not False


def answers(raw: dict[str, Any]) -> dict[str, Any]:
    """What ours must answer: the source's answer, overruled by `expected_for_us`."""
    given = raw.get("expected")
    expected = dict(given) if isinstance(given, dict) else {"answer": given}
    ours = raw.get("expected_for_us")
    if not isinstance(ours, dict):
        return expected if ours is None else {"answer": ours}
    if "segments" not in ours and {"mean", "lpl", "upl"} & set(ours):
        expected.pop("segments", None)
    return {**expected, **ours}


def all_cases() -> list[Case]:
    """The cases kept here and, where CASES names a folder, those in its `spc`, which win over ours of one name."""
    folders = [HERE]
    if os.environ.get("CASES"):
        folders.insert(0, Path(os.environ["CASES"]) / "spc")
    found: dict[str, Case] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            raw = json.loads(path.read_text(encoding="utf-8"))
            found.setdefault(path.stem, Case(path.stem, kind_of(path.stem, raw), raw))
    return list(found.values())


def kind_of(name: str, raw: dict[str, Any]) -> str:
    """Our word for what the case is about; the source's own where we have none."""
    chart = raw.get("chart")
    rule = raw.get("rule")
    text = f"{name} {raw.get('kind', '')}".lower()
    if rule == "anhoej" or ("anhoej" in text and "table" in raw):
        return "anhoej_table"
    if "wilson" in text and "cases" in raw:
        return "wilson"
    if name.startswith("before_after"):
        return (
            "segmented"
            if any(w in text for w in ("segment", "its", "interrupt", "regress"))
            else "before_after"
        )
    if "assurance" in text and "cases" in raw:
        return "assurance"
    if "nelson" in text or "nelson" in str(rule).lower():
        return "nelson"
    if "western" in text or "weco" in text or "western" in str(rule).lower():
        return "western_electric"
    if rule and "cases" in raw:
        word = _plain(rule)
        word = _OTHER_NAMES.get(word, word)
        return (
            word
            if word in NOT_OFFERED or word == "assurance"
            else f"rule_{word}"
            if f"rule_{word}" in OURS
            else "unknown"
        )
    if chart is None and "cases" in raw and name.startswith("powerbi_rule_"):
        word = _plain(name.removeprefix("powerbi_rule_"))
        word = f"rule_{_OTHER_NAMES.get(word, word)}"
        return word if word in OURS else "unknown"
    word = _plain(chart if chart is not None else raw.get("kind", raw.get("type", "unknown")))
    word = _OTHER_NAMES.get(word, word)
    if word in OURS or word in NOT_OFFERED:
        return word
    # A source that names no chart says in its file's name what it is about.
    tail = name.rpartition("_")[2]
    tail = _OTHER_NAMES.get(tail, tail)
    return tail if tail in OURS or tail in NOT_OFFERED else "unknown"


def _plain(word: object) -> str:
    text = "".join(f"_{c}" if c.isupper() else c for c in str(word)).lower()
    return text.replace("-", "_").replace(" ", "_").strip("_").replace("__", "_")
