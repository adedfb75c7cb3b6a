"""A motion and its count, and the replay of a charter over the past."""
