"""Result or graph to text, one file per format."""
