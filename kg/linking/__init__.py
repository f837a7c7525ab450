"""Which things of other data sets are ours: names made alike, an index of them, scores, decisions."""
