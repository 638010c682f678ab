"""The ways a key signs: one file for each. Files (``signing.pdf.keys``) and tokens sign now, agents and services later."""
