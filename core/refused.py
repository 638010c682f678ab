"""A refusal: something the rules do not allow, said in a sentence a clerk understands."""


class Refused(Exception):
    """Raised by an action that may not happen now; answered by the middleware as a 409 with the sentence."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotNow(Refused):
    """Nothing is wrong with what was given: later the same may be done. A job leaves it for its next turn."""
