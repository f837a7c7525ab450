"""What the rules on demands share: parties, deeds, figures."""
