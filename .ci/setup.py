#!/usr/bin/env python3
"""Keeps the set-up: system libraries, virtual environment, locked packages, compiled catalogues.

`python3 .ci/setup.py run` prepares the portal and starts it, `… test` prepares what the tests need as well,
`… setup` only prepares. Standard library only: it runs before anything is installed. Run twice, it finds
everything in place and is through in a fraction of a second.
"""

from __future__ import annotations  # an older python3 must get far enough to look for a newer one

import ctypes
import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "setup.stamp"
LOCKS = {"run": [ROOT / "requirements.lock"]}
LOCKS["test"] = [*LOCKS["run"], ROOT / "requirements-test.lock"]
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")

# What WeasyPrint opens at import: the file as the linker knows it on Linux and on a Mac, and Debian's package.
LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset0"),
)
# What Playwright's own Node opens, on Linux only.
TEST_LIBRARIES = (("libatomic.so.1", "libatomic1"),)
# What the tests start: any of the program's names, and the package that brings it.
TEST_PROGRAMS = (
    (("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"), "chromium"),
    (("qpdf",), "qpdf"),
    (("pdftotext",), "poppler-utils"),
)
MAC_PACKAGES = {
    "libpango-1.0-0": "pango",
    "libpangoft2-1.0-0": "pango",
    "libharfbuzz-subset0": "harfbuzz",
    "poppler-utils": "poppler",
    "postgresql": "postgresql@17",
}


class Missing(Exception):
    """Something only the reader of the message can install."""


def say(text: str) -> None:
    print("· " + text, flush=True)


def quiet(command: list[str]) -> bool:
    """True when the command ran and succeeded; its output is not shown."""
    silence = subprocess.DEVNULL
    done = subprocess.run(command, check=False, stdin=silence, stdout=silence, stderr=silence)
    return done.returncode == 0


# --- Python ---------------------------------------------------------------------------------------


def use_a_recent_python() -> None:
    """Start over under a newer Python when `python3` is too old; the arguments are kept."""
    if sys.version_info[:2] >= OLDEST:
        return
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    raise Missing(
        f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {platform.python_version()}.\n"
        "  Install one (on Ubuntu: sudo apt-get install python3.11 python3.11-venv) and try again."
    )


def venv_package() -> list[str]:
    """Debian's package of ensurepip for this Python, when it is not there yet."""
    if (VENV / "bin" / "python").exists() or quiet([sys.executable, "-c", "import ensurepip, venv"]):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


# --- system packages ------------------------------------------------------------------------------


def loads(*names: str) -> bool:
    """Whether the dynamic linker finds one of these libraries: the same question WeasyPrint asks."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def has_initdb() -> bool:
    """Whether a PostgreSQL server is installed; Debian keeps its programs off the PATH."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def missing_packages(goal: str) -> list[str]:
    packages = venv_package()
    packages += [package for so, dylib, package in LIBRARIES if not loads(so, dylib)]
    linux = platform.system() == "Linux"
    if linux and not Path("/etc/fonts/fonts.conf").exists():
        packages.append("fontconfig")
    if goal == "test":
        packages += [package for library, package in TEST_LIBRARIES if linux and not loads(library)]
        packages += [pkg for programs, pkg in TEST_PROGRAMS if not any(map(shutil.which, programs))]
        if not has_initdb():
            packages.append("postgresql")
    return packages


def install_system_packages(goal: str) -> None:
    """Bring the missing libraries and programs by apt where that is allowed, else say what to type."""
    packages = missing_packages(goal)
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise Missing("These are missing:\n" + advice(packages))
    if "chromium" in packages and is_ubuntu():
        packages[packages.index("chromium")] = "chromium-browser"  # Ubuntu's name for it
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if os.geteuid() == 0:
        prefix = []
    elif shutil.which("sudo") and quiet(["sudo", "-n", "true"]):
        prefix = ["sudo", "-n"]
    else:
        line = "sudo apt-get install --no-install-recommends " + " ".join(packages)
        raise Missing("These system packages are missing. Type this once, then try again:\n  " + line)
    say("installing system packages: " + " ".join(packages))
    # RUNLEVEL=1: PostgreSQL's own server is not started; the tests bring up one of their own.
    settings = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    for command in (["apt-get", "update", "-q"], install):
        done = subprocess.run(
            [*prefix, *settings, *command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        # A failed refresh of one foreign source need not matter; a failed installation does.
        if done.returncode and command is install:
            print(done.stdout[-3000:], file=sys.stderr)
            raise Missing("apt-get could not install them; its last lines are above.")
    still = missing_packages(goal)
    if still:
        raise Missing("apt-get was content, yet these are still missing: " + " ".join(still))


def is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "\nID=ubuntu" in "\n" + release.read_text(encoding="utf-8")


def advice(packages: list[str]) -> str:
    if platform.system() == "Darwin":
        names = sorted({MAC_PACKAGES.get(name, name) for name in packages})
        return "  brew install " + " ".join(names)
    return (
        "  "
        + " ".join(packages)
        + "\n  (Debian's names; install your system's packages of the same software)"
    )


# --- virtual environment --------------------------------------------------------------------------


def fingerprint(goal: str) -> str:
    """What the packages of a goal depend on: the locks, this Python, and the folder (venvs don't move)."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version_info[:2]}\n{platform.machine()}\n".encode())
    for lock in LOCKS[goal]:
        digest.update(lock.read_bytes())
    return digest.hexdigest()


def stamps() -> dict[str, str]:
    if not STAMP.exists():
        return {}
    return dict(line.split("=", 1) for line in STAMP.read_text(encoding="utf-8").splitlines() if "=" in line)


def make_venv() -> None:
    python = VENV / "bin" / "python"
    home = stamps().get("home", str(ROOT))
    version = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])!r})"
    if python.exists() and home == str(ROOT) and quiet([str(python), "-c", version + "\nimport pip"]):
        return
    say(f"making .venv with Python {platform.python_version()}")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def install_packages(goal: str) -> None:
    wanted = fingerprint(goal)
    known = stamps()
    if known.get(goal) == wanted and (VENV / "bin" / "python").exists():
        return
    make_venv()
    known = stamps()  # a new .venv has none
    say("installing the locked packages" + (" and the test tools" if goal == "test" else ""))
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    # Only the very files the lock names, ready built: nothing is compiled, nothing unchecked is fetched.
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    for lock in LOCKS[goal]:
        command += ["-r", str(lock)]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        raise Missing("pip could not install the locked packages; its last lines are above.")
    done = {"home": str(ROOT), "run": fingerprint("run")}
    if goal == "test" or known.get("test") == fingerprint("test"):
        done["test"] = fingerprint("test")
    STAMP.write_text("".join(f"{key}={value}\n" for key, value in done.items()), encoding="utf-8")


# --- catalogues -----------------------------------------------------------------------------------


def compile_catalogues() -> None:
    """Compile the translations when a catalogue is newer than its compiled twin, or has none."""
    if not (ROOT / "council" / "i18n" / "__main__.py").exists():
        return
    for source in (ROOT / "council").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            break
    else:
        return
    say("compiling the translations")
    command = [str(VENV / "bin" / "python"), "-m", "council.i18n", "compile"]
    if subprocess.run(command, check=False, cwd=str(ROOT), stdin=subprocess.DEVNULL).returncode:
        raise Missing("The translations could not be compiled; the reason is above.")


def main(arguments: list[str]) -> int:
    goal = arguments[0] if arguments else "setup"
    if goal not in ("run", "setup", "test") or len(arguments) > 1:
        print("usage: setup.py [run | setup | test]", file=sys.stderr)
        return 2
    started = time.monotonic()
    try:
        use_a_recent_python()
        with open(__file__, encoding="utf-8") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)  # two set-ups at once would spoil each other's .venv
            packages = "test" if goal == "test" else "run"
            install_system_packages(packages)
            install_packages(packages)
            compile_catalogues()
    except Missing as reason:
        print(f"\nSet-up stopped. {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    took = time.monotonic() - started
    if took > 1:
        say(f"set-up done in {took:.0f} s")
    if goal == "run":
        os.chdir(str(ROOT))
        flask = str(VENV / "bin" / "flask")
        os.execv(flask, [flask, "--app", "app", "start"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
