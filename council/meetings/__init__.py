"""A date, an agenda, the docket and who came."""
