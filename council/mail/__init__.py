"""The outbox and its sender: what is to be mailed is kept with the change that caused it, and sent afterwards."""
