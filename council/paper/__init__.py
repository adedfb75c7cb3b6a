"""Documents on A4: the press that prints them, what stands on every one of them, and packs of several."""
