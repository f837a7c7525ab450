"""Where quads are kept, one file per backend."""
