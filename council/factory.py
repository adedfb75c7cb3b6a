"""Builds the application: settings, database, languages, rooms, wiring, start-up checks."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from council import i18n, wiring
from council.audit import telling
from council.config import ROOT, from_environment, refuse_weak
from council.db import db
from council.db.engine import guard
from council.i18n import catalogue
from council.web import context, edge, errors, headers, rooms

FLOORS = (
    "core", "web", "audit", "mail", "paper", "sheets", "accounts", "notifications", "charter", "seats", "metrics",
    "proposals", "meetings", "decisions", "actions", "minutes", "initiatives", "policies", "reports", "home", "api",
    "admin", "demo",
)  # fmt: skip
"""Every room from the cellar up; `models`, `messages`, `views` and `cli` of each are found by their names."""


def load_models() -> None:
    """Import every room's tables, so that the metadata is whole."""
    for name in FLOORS:
        _part(name, "models")


def create_app(config: dict[str, Any] | None = None, *, instance: Path | None = None) -> Flask:
    """The portal as a WSGI application; `config` overrides the environment (tests)."""
    folder = instance or Path(os.environ.get("INSTANCE", ROOT / "instance"))
    app = Flask("council", root_path=str(ROOT), instance_path=str(folder.resolve()))
    app.config.update(from_environment(folder))
    app.config.update(config or {})
    refuse_weak(app.config)
    load_models()
    db.init_app(app)
    # The extension also closes async sessions, starting an event loop after each request; there are none here.
    app.teardown_appcontext_funcs[:] = [
        f for f in app.teardown_appcontext_funcs if not iscoroutinefunction(f)
    ]
    with app.app_context():
        guard(db.engine)
    catalogue.compile_all()
    i18n.init_app(app, catalogue.rooms())
    edge.init_app(app)
    csrf = CSRFProtect(app)
    Compress(app)
    for name in FLOORS:
        _enter(app, name)
    csrf.exempt(app.blueprints["api"])  # it takes no cookies, so nobody's browser can be made to send there
    context.init_app(app)
    telling.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    wiring.wire_all()
    rooms.check_all_guarded(app)
    if app.config["PROXIES"]:
        count = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _part(room: str, part: str) -> Any:
    name = f"council.{room}.{part}"
    return import_module(name) if find_spec(f"council.{room}") and find_spec(name) else None


def _enter(app: Flask, name: str) -> None:
    messages, views, cli = _part(name, "messages"), _part(name, "views"), _part(name, "cli")
    if messages is not None:
        i18n.register(messages.MESSAGES)
    if views is not None:
        app.register_blueprint(views.room)
    if cli is not None:
        for command in (cli.group, *getattr(cli, "commands", ())):
            app.cli.add_command(command)
