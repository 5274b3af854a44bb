"""What was said, by whom: extraction, speakers, positions, and the same claim found again."""
