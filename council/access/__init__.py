"""Who may do what: one table of permissions, one page of predicates."""
