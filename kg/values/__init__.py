"""Values that words stand for: figures with units, dates as intervals, topics."""
