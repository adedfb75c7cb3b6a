"""What management takes away: the quarterly report, issued once in two languages, the same bytes ever after."""
