"""The levels of a signature (ETSI EN 319 142-1): B-B, B-T with a time, B-LT with proofs, B-LTA with an archive timestamp."""
