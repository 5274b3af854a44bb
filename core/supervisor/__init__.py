"""Runs a whole newsroom on one machine: servers, web, worker and scheduler, started and stopped in order."""
