"""The frame layer: a parse, its known errors undone, to predicates with their arguments in deep roles."""
