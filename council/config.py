"""Settings from the environment with sane defaults; the secret key is made at the first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from council.core.clock import utcnow
from council.db.engine import database_url

ROOT = Path(__file__).resolve().parent.parent
MIN_KEY = 32


def from_environment(instance: Path) -> dict[str, Any]:
    """Flask's configuration. `instance` holds the database, the key and uploads, readable by its owner."""
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = database_url(os.environ.get("DATABASE_URL", "") or f"sqlite:///{instance / 'council.sqlite3'}")
    base = os.environ.get("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
    return {
        "SECRET_KEY": os.environ.get("SECRET_KEY") or _own_key(instance / "secret.key"),
        "SQLALCHEMY_ENGINES": {"default": url},
        "MIGRATION_DATABASE_URL": database_url(os.environ.get("MIGRATION_DATABASE_URL", "") or url),
        "BASE_URL": base,
        "SESSION_COOKIE_NAME": "council",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": base.startswith("https://"),
        "MAX_CONTENT_LENGTH": 21 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 3 * 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
        "WTF_CSRF_TIME_LIMIT": None,
        "TEMPLATES_AUTO_RELOAD": False,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 5,
        "DEFAULT_LANGUAGE": os.environ.get("DEFAULT_LANGUAGE", "en"),
        "TIME_ZONE": os.environ.get("TIME_ZONE", "Asia/Shanghai"),
        "PROXIES": int(os.environ.get("PROXIES", "0")),
        "READ_ONLY": os.environ.get("READ_ONLY", "") == "1",
        "SMTP_URL": os.environ.get("SMTP_URL", ""),
        "MAIL_FROM": os.environ.get("MAIL_FROM", "council@localhost"),
        "CLOCK": utcnow,
    }


def refuse_weak(config: dict[str, Any]) -> None:
    """Refuse to start, with a sentence, on a setting that would not be safe."""
    if len(str(config["SECRET_KEY"])) < MIN_KEY:
        raise SystemExit(
            f"SECRET_KEY is too short: at least {MIN_KEY} characters, or leave it out and one is made."
        )
    if config.get("DEBUG") and os.environ.get("COUNCIL_ENV") != "development":
        raise SystemExit(
            "Debug mode is only for development: set COUNCIL_ENV=development, or start without it."
        )


def _own_key(path: Path) -> str:
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()
