"""The first page: what waits for the reader; and the council's own page."""
