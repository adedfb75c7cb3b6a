"""Nothing silent: a hash-chained log written in the same transaction as the change it tells of."""
