"""What the rules on meetings share: words, slots, standing, and which mentions tell of one meeting."""
