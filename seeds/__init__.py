"""The founding story, a demo newsroom and what loads them, through the services that people use."""
