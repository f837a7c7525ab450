"""What the rules on responses share: the demand that is answered, and the stance taken."""
