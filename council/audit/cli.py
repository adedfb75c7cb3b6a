"""Commands of the log: `flask audit verify`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from council.audit import queries
from council.db import db

group = AppGroup("audit", help="The log of every change.")
WRONG = {
    "seq": "a line is missing here",
    "previous": "it does not follow the line before",
    "hash": "its content was changed",
    "tail": "the end of the log was cut off or replaced",
}


@group.command("verify")
@click.option(
    "--anchor",
    default="",
    metavar="SEQ:HASH",
    help="A sequence and hash known from a printed paper or a backup.",
)
def verify(anchor: str) -> None:
    """Check the chain from its first line to its last; name the first bad line and exit 1."""
    known = _anchor(anchor)
    found = queries.verify(db.session, anchor=known)
    if found is not None:
        click.echo(f"The log is broken at line {found.seq}: {WRONG[found.what]}.", err=True)
        raise SystemExit(1)
    seq, digest = queries.head(db.session)
    click.echo(f"ok: {seq} lines, head {seq}:{digest}")


def _anchor(text: str) -> tuple[int, str] | None:
    if not text:
        return None
    number, _, digest = text.partition(":")
    if not number.isdecimal() or len(digest) < 8:
        raise click.BadParameter("an anchor looks like 1204:9f3c21ab…", param_hint="--anchor")
    return int(number), digest.lower()
