"""The cellar: plain Python every floor may stand on."""
