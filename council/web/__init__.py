"""The ground under every page: guarded routes, commit at the edge, base form, filters, registries."""
