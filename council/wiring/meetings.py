"""What meetings tells other rooms and shows on their pages."""


def wire() -> None:
    """Fill the registries of this room."""
