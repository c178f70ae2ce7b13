"""A day and an hour, as phones like to be asked for them."""

from django.forms import DateTimeInput


class MomentInput(DateTimeInput):
    """The browser's own picker of a day and an hour; its value is ISO whatever the language."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")
