"""Is it so, who says so, who agreed: evidence, verdicts by two people, the workflow."""
