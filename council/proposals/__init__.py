"""What departments ask the council to decide, from draft to decision."""
