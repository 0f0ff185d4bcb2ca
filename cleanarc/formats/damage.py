"""What a reader of bytes raises when they are not what the format wants."""


class DamageError(ValueError):
    """The bytes are not of their format; the message says what is wrong with them."""
