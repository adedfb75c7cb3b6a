"""The council's own law: numbered charter versions, their articles and their typed rules."""
