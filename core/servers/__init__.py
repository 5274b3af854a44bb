"""The embedded PostgreSQL and Valkey: real servers from wheels, started by us, for machines that have neither."""
