"""Tables of seats as files: the duty table and the terms, written for a spreadsheet and taken over from one."""
