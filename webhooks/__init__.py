"""Tells other systems what was published or corrected."""
