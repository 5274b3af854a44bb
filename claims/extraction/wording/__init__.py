"""Words and clauses that tell how a claim is put: hoped, feared, possible, said to be so."""
