"""The desk where a table is handed in: send a file, look at what it would do, confirm all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.orm import Session
from wtforms import HiddenField

from council.core.actor import Actor
from council.core.errors import Refused
from council.core.saying import Say
from council.db import db
from council.i18n import spoken
from council.sheets.columns import Column, Table, matched
from council.sheets.guard import LIMITS, MB, Limits
from council.sheets.outcome import Outcome
from council.sheets.reading import read
from council.sheets.staged import Source, drop, find_staged, stage
from council.sheets.writing import sheet_answer
from council.web import current
from council.web.forms import BaseForm
from council.web.rooms import Room
from council.web.taking import again

Run = Callable[[Session, Actor, Table, Source, dict[str, Any], datetime], Outcome]
"""Takes a table over, with its lines in the log; first tried and undone, then done. What is wrong with a line it
adds to the table's problems and goes on; `Refused` is for the file as a whole."""


class UploadForm(BaseForm):
    """A file; further fields of a desk's own form are its options."""

    file = FileField(_l("File"), validators=[FileRequired()], render_kw={"accept": ".csv,.xlsx,.txt"})

    def options(self) -> dict[str, Any]:
        """What else was chosen, as it is kept with the file."""
        return {one.name: one.data for one in self.own()}

    def own(self) -> list[Any]:
        """The fields of the desk itself."""
        return [one for one in self if one.name not in ("file", "csrf_token", "row_version", "form_key")]


class ConfirmForm(BaseForm):
    """The file that was looked at, by its hash: another one is not confirmed in its place."""

    sheet = HiddenField()


@dataclass(frozen=True)
class Desk:
    """One kind of table that is taken over: its columns, who may hand it in, and what taking it over does."""

    kind: str
    title: Any
    lead: Any
    may: str
    columns: tuple[Column, ...]
    run: Run
    above: tuple[Any, str]
    """The page that the table belongs to, and where one is led afterwards: its name and its endpoint."""
    example: Callable[[], Iterable[Sequence[Any]]]
    form: type[UploadForm] = UploadForm
    crumbs: tuple[tuple[Any, str], ...] = ()
    limits: Limits = LIMITS

    def name_of(self, key: str) -> str:
        """A column's name in the reader's language."""
        return next((spoken(one.name) for one in self.columns if one.field == key), key)


def open_desk(room: Room, rule: str, desk: Desk) -> None:
    """Give a room the pages of a desk: `<room>.import_<kind>` and its preview, confirm, cancel and example."""
    name = f"import_{desk.kind}"
    here, preview = f"{room.name}.{name}", f"{room.name}.{name}_preview"

    def upload() -> ResponseReturnValue:
        form = desk.form()
        if form.validate_on_submit():
            sent = form.file.data
            data = sent.read()
            source = Source.of(sent.filename or "", data)
            try:
                found = _tried(desk, data, source, form.options())
                stage(
                    db.session, current.actor(), desk.kind, source, data, options=form.options(), found=found,
                    now=current.now(),
                )  # fmt: skip
                return redirect(url_for(preview), 303)
            except Refused as refused:
                again(form, refused)
        waiting = None if form.is_submitted() else _mine(desk)
        page = render_template("sheets/upload.html", desk=desk, form=form, here=here, waiting=waiting, mb=MB)
        return page, 422 if form.is_submitted() else 200

    def look() -> ResponseReturnValue:
        staged = _mine(desk)
        if staged is None:
            return redirect(url_for(here), 303)
        outcome, form = Outcome.from_json(staged.found), ConfirmForm(sheet=staged.sha256)
        return render_template(
            "sheets/preview.html", desk=desk, staged=staged, here=here, outcome=outcome, form=form
        )

    def confirm() -> ResponseReturnValue:
        staged = _mine(desk)
        if staged is None or ConfirmForm().sheet.data != staged.sha256:
            flash(_("This file does not wait any more. Send it again."), "warning")
            return redirect(url_for(here), 303)
        source = Source(staged.name, staged.sha256)
        outcome = _run(desk, staged.content, source, staged.options)
        found = outcome.to_json()
        if not outcome.good or found != staged.found:
            db.session.rollback()
            staged = _mine(desk)
            if staged is not None:
                staged.found = found
            flash(_("Something changed meanwhile, so nothing was taken over. Look at it again."), "warning")
            return redirect(url_for(preview), 303)
        drop(db.session, staged)
        flash(_("The file is taken over."), "success")
        return redirect(url_for(desk.above[1]), 303)

    def cancel() -> ResponseReturnValue:
        staged = _mine(desk)
        if staged is not None:
            drop(db.session, staged)
        return redirect(url_for(here), 303)

    def example() -> ResponseReturnValue:
        return sheet_answer("csv", str(desk.title), [one.name for one in desk.columns], desk.example())

    room.form(rule, may=desk.may, endpoint=name)(upload)
    room.page(f"{rule}/preview", may=desk.may, endpoint=f"{name}_preview")(look)
    room.verb(f"{rule}/confirm", may=desk.may, endpoint=f"{name}_confirm")(confirm)
    room.verb(f"{rule}/cancel", may=desk.may, endpoint=f"{name}_cancel")(cancel)
    room.page(f"{rule}/example.csv", may=desk.may, endpoint=f"{name}_example")(example)


def _mine(desk: Desk) -> Any:
    return find_staged(db.session, current.actor(), desk.kind, now=current.now())


def _tried(desk: Desk, data: bytes, source: Source, options: dict[str, Any]) -> dict[str, Any]:
    """What the table would do; done, looked at and undone."""
    try:
        return _run(desk, data, source, options).to_json()
    finally:
        db.session.rollback()


def _run(desk: Desk, data: bytes, source: Source, options: dict[str, Any]) -> Outcome:
    table = matched(read(data, limits=desk.limits), desk.columns)
    if not table.good:
        return Outcome((), table.problems)
    outcome = desk.run(db.session, current.actor(), table, source, options, current.now())
    outcome.notes[:0] = [Say("sheets.column_unknown", column=name) for name in table.left_out]
    if not outcome.rows:
        raise Refused("sheets.no_rows", field="file")
    return outcome
