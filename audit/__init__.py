"""What was done, by whom: the append-only, hash-chained ledger."""
