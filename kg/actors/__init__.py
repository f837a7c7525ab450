"""Mentions to actors within one report: names, titles, descriptions, groups, pronouns, and the posts of persons."""
