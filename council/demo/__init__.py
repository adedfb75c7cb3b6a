"""The demo council: a fictitious company and eighteen months of its council's life, made through the services."""
