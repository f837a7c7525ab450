"""The text layer: a report's characters to clean blocks, sentences, quotations and speakers, with the way back."""
