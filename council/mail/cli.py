"""Commands of mail: `flask mail send`, for a timer or by hand."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from council.db import db
from council.mail import sender

group = AppGroup("mail", help="The outbox.")


@group.command("send")
def send() -> None:
    """Send the letters that wait in the outbox."""
    config = current_app.config
    if not config["SMTP_URL"]:
        raise click.ClickException("SMTP_URL is not set, so nothing can be sent.")
    try:
        sent, failed = sender.send_due(
            db.session, config["SMTP_URL"], config["MAIL_FROM"], now=config["CLOCK"]()
        )
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    db.session.commit()
    click.echo(f"{sent} sent, {failed} failed")
    if failed:
        raise SystemExit(1)
