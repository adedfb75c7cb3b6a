"""A vote from opening to its number: putting a motion, ballots, closing, the casting vote."""

from council.decisions.service.balloting import cast
from council.decisions.service.ending import casting_vote, close, lapse, withdraw
from council.decisions.service.putting import put, put_to_vote

__all__ = ["cast", "casting_vote", "close", "lapse", "put", "put_to_vote", "withdraw"]
