"""Names as tokens, before any parse: states, bodies, media, places; persons with titles; who held which office."""
