"""Who says what: the stretches of a report that a source vouches for, which every family of rules reads alike."""
