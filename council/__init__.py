"""The governance portal of a Customer Service Council; ARCHITECTURE in docs/house.md tells the rooms and floors."""
