"""The signing agent: a small program at the clerk's machine that holds the token and asks for the PIN.

Run it with ``python -m signing.agent``; it needs no Django and no access to the server's data. It speaks our own, safer
protocol (``/NghiSu``) and the words of the VGCA agent, so that everything can be tried without one.
"""
