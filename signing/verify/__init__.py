"""The verifier: what a signed PDF is worth, judged in a bounded child process. No Django, no network."""
