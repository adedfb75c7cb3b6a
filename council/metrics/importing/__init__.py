"""Files of values: how numbers and periods are written, which column is what, and what a line says."""
