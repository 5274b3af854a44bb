"""Knows no word of fact-checking: network, tasks, leases, servers, health."""
