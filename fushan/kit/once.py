"""What a request asks more than once and is answered once: settings, the calendar."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

_answers = ContextVar("answers of this request", default=None)


def once_a_request(load):
    """Outside a request it is asked each time. `forget()` after what it reads was changed."""

    @wraps(load)
    def asked():
        answers = _answers.get()
        if answers is None:
            return load()
        if load not in answers:
            answers[load] = load()
        return answers[load]

    def forget():
        (_answers.get() or {}).pop(load, None)

    asked.forget = forget
    return asked


@contextmanager
def remembering():
    """Inside, what is asked once stays answered: a request, or a command that writes in bulk."""
    before = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(before)


def once_middleware(get_response):
    def middleware(request):
        with remembering():
            return get_response(request)

    return middleware
