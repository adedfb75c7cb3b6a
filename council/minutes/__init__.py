"""To be named by its builder."""
