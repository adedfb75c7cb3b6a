"""Looking after the portal: people, the log, the outbox, founding the council, commands and checks at start."""
