"""Pattern families: a reading to candidates, one file per family."""
