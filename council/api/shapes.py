"""The shapes of what is sent and answered: one description, from which calls are read and the document is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from council.metrics.kinds import MetricKind
from council.metrics.periods import Frequency
from council.metrics.spc.shapes import Direction
from council.web.problems import STATUS, TYPE

MOST = 5000
"""Values in one call."""
NOTE = 1000
LEVEL = 200
Schema = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One member of a value that is sent: what it may be, and what it means."""

    name: str
    kind: str
    about: str
    longest: int = 0


SENT = (
    Field("period", "text", "The period: 2026-11-21, 2026-W47, 2026-11, 2026-Q4 or 2026, or the first day of it.", 10),
    Field("value", "number", "The value in the metric's unit, as a number or as text such as \"4.20\"."),
    Field("numerator", "number", "Of a proportion or a rate: the cases that count."),
    Field("denominator", "number", "Of a proportion or a rate: the cases in all."),
    Field("n", "whole", "How many cases a mean or a score rests on."),
    Field("level", "text", "Of a metric in words: how it stands.", LEVEL),
    Field("note", "text", "A remark; of a correction the reason, without which it is refused.", NOTE),
    Field("lang", "lang", "What level and note are written in."),
    Field("channel", "text", "The code of the channel that this is the part of; the period's value is their sum.", 31),
    Field("correct", "flag", "Whether this may take the place of another value that is recorded."),
)  # fmt: skip
NUMBER_TEXT = r"^[+-]?[0-9]{1,300}([.][0-9]{1,300})?([eE][+-]?[0-9]{1,3})?$"
WHOLE_TEXT = r"^[0-9]{1,10}$"
_KINDS: dict[str, Schema] = {
    "text": {"type": "string"},
    "number": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": NUMBER_TEXT}, {"type": "null"}]},
    "whole": {
        "anyOf": [
            {"type": "integer", "minimum": 1},
            {"type": "string", "pattern": WHOLE_TEXT},
            {"type": "null"},
        ]
    },
    "lang": {"type": "string", "enum": ["en", "zh"]},
    "flag": {"type": "boolean"},
}


def _of(field: Field) -> Schema:
    longest = {"maxLength": field.longest} if field.longest else {}
    return {**_KINDS[field.kind], **longest, "description": field.about}


def ref(name: str) -> Schema:
    """A reference to a named shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def closed(required: dict[str, Schema], optional: dict[str, Schema] | None = None, about: str = "") -> Schema:
    """An object with these members and no others."""
    said = {"description": about} if about else {}
    whole = {**required, **(optional or {})}
    return {
        "type": "object", **said, "properties": whole, "required": list(required), "additionalProperties": False,
    }  # fmt: skip


def listed(item: Schema, **more: Any) -> Schema:
    """A list of them."""
    return {"type": "array", "items": item, **more}


TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": ["number", "null"]}
BOTH = closed({"en": TEXT, "zh": TEXT}, about="A name in both languages; one may be empty.")
PERIOD: Schema = {"type": "string", "description": "2026-11-21, 2026-W47, 2026-11, 2026-Q4 or 2026"}

SCHEMAS: dict[str, Schema] = {
    "Sent": {
        **closed({"period": _of(SENT[0])}, {f.name: _of(f) for f in SENT[1:]}),
        "description": "One value for one period.",
    },
    "Many": closed(
        {"observations": listed(ref("Sent"), minItems=1, maxItems=MOST)},
        {"correct": {"type": "boolean", "description": "What holds for each of them that does not say itself."}},
        "Values that are taken all or none.",
    ),
    "Body": {"oneOf": [ref("Many"), ref("Sent")]},
    "Outcome": closed(
        {
            "metric": TEXT,
            "recorded": COUNT,
            "unchanged": COUNT,
            "corrected": COUNT,
            "observations": listed(
                closed(
                    {
                        "period": PERIOD,
                        "channel": {"type": ["string", "null"]},
                        "status": {"enum": ["recorded", "unchanged", "corrected"]},
                        "value": NUMBER,
                    }
                )
            ),
            "verdicts_changed": listed(ref("VerdictChanged")),
        },
        about="What became of what was sent, in its order.",
    ),
    "VerdictChanged": closed(
        {"ref": TEXT, "code": TEXT, "title": TEXT, "url": TEXT, "before": TEXT, "after": TEXT},
        about="An initiative whose verdict the corrections of this call changed.",
    ),
    "Metric": closed(
        {
            "code": TEXT,
            "name": BOTH,
            "unit": BOTH,
            "kind": {"enum": list(MetricKind.values())},
            "direction": {"enum": list(Direction.values())},
            "frequency": {"enum": list(Frequency.values())},
            "decimals": COUNT,
            "channel": {"type": ["string", "null"]},
            "last_period": {"type": ["string", "null"], "description": "The latest period that has a value."},
            "may_record": {"type": "boolean", "description": "Whether whoever made the token may record its values."},
            "observations": {"type": "string", "description": "Where its values are."},
        }
    ),
    "Metrics": closed({"metrics": listed(ref("Metric"))}),
    "Observation": closed(
        {
            "period": PERIOD,
            "start": {"type": "string", "format": "date"},
            "value": NUMBER,
            "numerator": NUMBER,
            "denominator": NUMBER,
            "n": {"type": ["integer", "null"]},
            "level": TEXT,
            "note": TEXT,
            "lang": {"enum": ["en", "zh"]},
            "recorded_at": {"type": "string", "format": "date-time"},
        }
    ),
    "Observations": closed(
        {
            "metric": TEXT,
            "channel": {"type": ["string", "null"]},
            "observations": listed(ref("Observation")),
            "next": {"type": ["string", "null"], "description": "The address of those that follow."},
        },
        about="Current values in order of time; what was corrected is not among them.",
    ),
    "Problem": closed(
        {"type": {"enum": [TYPE + kind for kind in STATUS]}, "title": TEXT, "status": {"type": "integer"}},
        {
            "detail": TEXT,
            "errors": listed(
                closed(
                    {"detail": TEXT},
                    {
                        "pointer": {"type": "string", "description": "A JSON pointer into what was sent."},
                        "parameter": {"type": "string", "description": "A parameter of the address."},
                        "period": PERIOD,
                        "value": {"type": ["number", "string", "null"], "description": "The value that stands there."},
                    },
                )
            ),
        },
        "What is wrong (RFC 9457), its sentences in the language of Accept-Language (en, zh).",
    ),
}  # fmt: skip
"""Every named shape."""
