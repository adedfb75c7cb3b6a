"""`python -m council.i18n compile | update [room …] | missing`."""

from __future__ import annotations

import sys

from council.i18n import catalogue


def main(arguments: list[str]) -> int:
    """Run one command; `missing` exits 1 when a sentence has no Chinese."""
    command, rooms = (arguments or ["compile"])[0], arguments[1:] or catalogue.rooms()
    if command == "compile":
        print(f"{catalogue.compile_all()} catalogues compiled")
        return 0
    left = 0
    for room in rooms:
        for message in catalogue.update(room) if command == "update" else catalogue.missing(room):
            print(f"{room}: {message.id!r}")
            left += 1
    print(f"{left} sentences without Chinese")
    return 1 if left and command == "missing" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
