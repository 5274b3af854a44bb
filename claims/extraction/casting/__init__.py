"""Who is who in one text: names, offices, places that speak for governments, pronouns.

``Cast`` (``cast.py``) reads a parsed text once and answers whom a span means. ``speakers.py`` one level up turns
the answers into resolutions of attributions.
"""
