"""Word lists and frames as data, one file per family."""
